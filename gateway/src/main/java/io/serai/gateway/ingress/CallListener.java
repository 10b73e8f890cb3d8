package io.serai.gateway.ingress;

import io.serai.core.InferenceCall;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;

/** Takes a complete request from its connection. */
@FunctionalInterface
interface CallListener {
    /** Serves {@code call} by {@code entry}'s pipeline, then leaves; the outcome goes to {@code writer}. */
    void serve(InferenceCall call, PathEntry entry, Occupancy.Stay stay, ResponseWriter writer);
}
