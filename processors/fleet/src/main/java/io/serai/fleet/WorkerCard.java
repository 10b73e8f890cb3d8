package io.serai.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker said of itself at registration. Engines tell more or less of it depending on their age: only the
 * model list is sure.
 *
 * @param engine          software found; never {@link EngineType#AUTO}
 * @param version         its version, or null
 * @param models          its models, adapters included
 * @param generation      whether it generates text (false: embeddings, rerank or classification)
 * @param reasoningParser its reasoning parser, or null
 * @param toolCallParser  its tool-call parser, or null
 * @param tokenizer       folder or repository of its tokenizer, or null
 * @param vision          whether it takes images
 * @param audio           whether it takes sound
 * @param sampling        sampling parameters that it prefers, numbers only; empty if not told
 * @param dpSize          data-parallel ranks behind the address, at least 1
 * @param tpSize          devices that one rank is spread over; 0 if not told
 * @param pageSize        tokens of a KV-cache page; 0 if not told
 */
public record WorkerCard(
        EngineType engine,
        @Nullable String version,
        List<Entry> models,
        boolean generation,
        @Nullable String reasoningParser,
        @Nullable String toolCallParser,
        @Nullable String tokenizer,
        boolean vision,
        boolean audio,
        Map<String, Double> sampling,
        int dpSize,
        int tpSize,
        int pageSize) {
    public WorkerCard {
        models = List.copyOf(models);
        sampling = Map.copyOf(sampling);
    }

    /**
     * One model of the list.
     *
     * @param id            name for requests
     * @param root          what it was loaded from, or null
     * @param parent        the base model where this is an adapter, else null
     * @param contextLength tokens; 0 if not told
     * @param created       seconds since 1970; 0 if not told
     * @param ownedBy       who made it or serves it
     */
    public record Entry(
            String id,
            @Nullable String root,
            @Nullable String parent,
            int contextLength,
            long created,
            String ownedBy) {
        /** Whether this is an adapter (LoRA) on a base model. */
        public boolean adapter() {
            return parent != null;
        }

        private Entry withTimeOf(@Nullable Entry earlier) {
            return earlier == null ? this : new Entry(id, root, parent, contextLength, earlier.created, ownedBy);
        }
    }

    /** This card with the creation times of an earlier one: some engines give the time of the question. */
    WorkerCard withTimesOf(@Nullable WorkerCard earlier) {
        if (earlier == null) {
            return this;
        }
        var same = models.stream().map(entry -> entry.withTimeOf(earlier.entry(entry.id())));
        return new WorkerCard(
                engine,
                version,
                same.toList(),
                generation,
                reasoningParser,
                toolCallParser,
                tokenizer,
                vision,
                audio,
                sampling,
                dpSize,
                tpSize,
                pageSize);
    }

    /** The entry of that name, or null. */
    @Nullable
    Entry entry(String id) {
        for (Entry entry : models) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }
}
