package io.serai.core;

import java.util.Set;

/** Says which signals a later step of the route will look at, so that no call pays for others. Thread-safe. */
@FunctionalInterface
public interface SignalNeeds {
    /** Nobody looks at any. */
    SignalNeeds NONE = _ -> Set.of();

    /**
     * Heads of classifiers, such as {@code intent}, whose signals are wanted for {@code call}; empty for most calls.
     * Costs no more than a look-up of the call's model. Some of them may be heads that no live classifier has.
     */
    Set<String> heads(InferenceCall call);
}
