package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import io.serai.fleet.EngineType;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelInfo;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerCard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the workers of a model say of it. Of what they say differently, the first one's word counts. */
final class WorkersWord {
    private final EnumMap<Field, Object> values = new EnumMap<>(Field.class);

    private WorkersWord() {}

    static Map<Field, Object> of(Fleet fleet, String model) {
        var word = new WorkersWord();
        if (fleet.resolve(model) instanceof Resolution.Serves(ModelPool pool)
                && pool.model().equals(model)) {
            for (Worker worker : pool.ready()) {
                word.take(worker, model);
            }
            ModelInfo info = fleet.models().get(model);
            word.known(Field.CONTEXT_LENGTH, info == null ? 0 : info.contextLength());
        }
        return word.values;
    }

    private void take(Worker worker, String model) {
        WorkerCard card = worker.card();
        if (card == null) {
            return;
        }
        said(Field.MODEL_PATH, root(card, worker.upstreamModel(model)));
        said(Field.TOKENIZER, card.tokenizer());
        said(Field.REASONING_PARSER, card.reasoningParser());
        said(Field.TOOL_CALL_PARSER, card.toolCallParser());
        known(Field.DATA_PARALLEL_SIZE, card.engine() == EngineType.SGLANG ? card.dpSize() : 0);
        known(Field.TENSOR_PARALLEL_SIZE, card.tpSize());
        if (!card.sampling().isEmpty()) {
            values.putIfAbsent(Field.SAMPLING, card.sampling());
        }
        if (card.vision() || card.audio()) {
            values.putIfAbsent(Field.MODALITIES, modalities(card));
        }
    }

    /** An adapter reads and writes as its base model does; its own folder has no tokenizer. */
    private static @Nullable String root(WorkerCard card, String name) {
        for (WorkerCard.Entry entry : card.models()) {
            if (entry.id().equals(name)) {
                String parent = entry.parent();
                return parent == null || parent.equals(name) ? entry.root() : root(card, parent);
            }
        }
        return null;
    }

    private static List<String> modalities(WorkerCard card) {
        var modalities = new ArrayList<>(List.of("text"));
        if (card.vision()) {
            modalities.add("image");
        }
        if (card.audio()) {
            modalities.add("audio");
        }
        return List.copyOf(modalities);
    }

    private void said(Field field, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            values.putIfAbsent(field, text);
        }
    }

    private void known(Field field, int number) {
        if (number > 0) {
            values.putIfAbsent(field, number);
        }
    }
}
