package io.serai.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The classifiers that are live now. Thread-safe; the models behind it may be swapped at any time, each answer is of one
 * model alone.
 */
public interface Classifiers {
    /** Without any: every question is refused as {@link ClassifierException.Reason#NO_MODEL}. */
    Classifiers NONE = new Classifiers() {
        @Override
        public Set<String> heads() {
            return Set.of();
        }

        @Override
        public Set<String> vocabulary(String head) {
            return Set.of();
        }

        @Override
        public CompletableFuture<List<Map<String, Signal>>> classify(
                List<String> texts, Set<String> heads, Duration deadline, Urgency urgency) {
            return CompletableFuture.failedFuture(new ClassifierException(
                    ClassifierException.Reason.NO_MODEL, "no classifier is configured; add one to classifiers.models"));
        }
    };

    /**
     * Names of what can be asked for, such as {@code intent}, {@code complexity}, {@code pii}, {@code embedding}.
     * Includes models that are still to be loaded.
     */
    Set<String> heads();

    /**
     * What {@code head} may say: an intent's labels, a degree's bands, the types of spans. Empty for an embedding, and
     * where no model has the head.
     */
    Set<String> vocabulary(String head);

    /**
     * What the models make of {@code texts}. Never blocks: texts seen before are answered from a cache, the others wait
     * in a bounded queue for the inference threads.
     *
     * @param texts    of any length; empty ones too
     * @param heads    some of {@link #heads()}
     * @param deadline after which nobody waits for the answer any more
     * @param urgency  texts of requests come before those of bulk questions, however many these are
     * @return one map from head to signal for each text, in their order; completed on any thread, or exceptionally
     *     with a {@link ClassifierException}
     */
    CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> heads, Duration deadline, Urgency urgency);

    /** As {@link #classify(List, Set, Duration, Urgency)}, for a request. */
    default CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> heads, Duration deadline) {
        return classify(texts, heads, deadline, Urgency.REQUEST);
    }
}
