package io.serai.fleet.admission;

/** Leave to run one call; must be closed when the call has ended. Any thread. */
public sealed interface Permit extends AutoCloseable permits Admission.Counted, Admission.Free {
    /** Gives the place to the next in the queue. Idempotent. */
    @Override
    void close();
}
