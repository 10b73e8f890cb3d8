package io.serai.fleet;

import java.util.Objects;

/** Calls that a test begins, where the worker must take them. */
final class Leases {
    private Leases() {}

    static Lease begin(Worker worker, int promptTokens) {
        return Objects.requireNonNull(worker.tryBegin(promptTokens), () -> worker.id() + " takes no call");
    }
}
