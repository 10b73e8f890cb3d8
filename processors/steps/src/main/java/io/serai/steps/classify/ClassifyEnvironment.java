package io.serai.steps.classify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the steps are told by the gateway around them, and tell it. Thread-safe, and asked for each call anew. */
public interface ClassifyEnvironment {
    /** How long a call waits where its route says nothing. */
    Duration deadline();

    /** The heads that the classifier of that name serves; empty if none is called so. */
    Optional<Set<String>> heads(String classifier);

    /** By head of that classifier's model, the classifier that serves it: itself or a later one. */
    Map<String, String> servers(String classifier);

    /**
     * A call could not be classified.
     *
     * @param reason  {@code no_model}, {@code deadline}, {@code overloaded}, {@code failed} or {@code too_long}
     * @param refused whether the call was refused for it, or went on
     */
    void failed(String reason, boolean refused);
}
