package io.serai.gateway.ingress;

import io.serai.core.InferenceCall;
import io.serai.steps.http.PathEntry;

/** Takes a complete request from its connection. */
@FunctionalInterface
interface CallListener {
    /** Serves {@code call} by {@code entry}'s pipeline; the outcome goes to {@code writer}. */
    void serve(InferenceCall call, PathEntry entry, ResponseWriter writer);
}
