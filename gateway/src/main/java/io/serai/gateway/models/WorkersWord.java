package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import io.serai.fleet.EngineType;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerCard;
import io.serai.fleet.WorkerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the workers of a model say of it. Of what they say differently, the first one's word counts. */
final class WorkersWord {
    private final EnumMap<Field, Object> values = new EnumMap<>(Field.class);

    private WorkersWord() {}

    /**
     * What all workers say.
     *
     * @param said  by ready workers, of each of their models
     * @param known models of workers in whatever state
     */
    record Heard(Map<String, Map<Field, Object>> said, Set<String> known) {}

    /** What the ready workers of {@code model} say; does not depend on how many models there are. */
    static Map<Field, Object> of(Fleet fleet, String model) {
        return fleet.resolve(model) instanceof Resolution.Serves(ModelPool pool)
                        && pool.model().equals(model)
                ? of(pool.ready(), model)
                : Map.of();
    }

    /** What is said of every model: one look at each worker. */
    static Heard ofAll(Fleet fleet) {
        var ready = new HashMap<String, List<Worker>>();
        var known = new HashSet<String>();
        for (WorkerStatus status : fleet.list()) {
            known.addAll(status.models());
            Worker worker = fleet.worker(status.id()).filter(Worker::ready).orElse(null);
            if (worker != null) {
                status.models()
                        .forEach(model -> ready.computeIfAbsent(model, _ -> new ArrayList<>())
                                .add(worker));
            }
        }
        var said = new HashMap<String, Map<Field, Object>>();
        ready.forEach((model, workers) -> {
            workers.sort(Comparator.comparingInt(Worker::priority)); // as in the model's pool: the first one counts
            said.put(model, of(workers, model));
        });
        return new Heard(said, known);
    }

    private static Map<Field, Object> of(List<Worker> workers, String model) {
        var word = new WorkersWord();
        int context = 0;
        for (Worker worker : workers) {
            word.take(worker, model);
            int own = contextLength(worker, model);
            context = context == 0 || (own > 0 && own < context) ? own : context;
        }
        word.known(Field.CONTEXT_LENGTH, context);
        return word.values;
    }

    private static int contextLength(Worker worker, String model) {
        int set = worker.spec().contextLength();
        WorkerCard card = worker.card();
        if (set > 0 || card == null) {
            return set;
        }
        String name = worker.upstreamModel(model);
        for (WorkerCard.Entry entry : card.models()) {
            if (entry.id().equals(name)) {
                return entry.contextLength();
            }
        }
        return 0;
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
