package io.serai.bench.load;

import java.util.List;
import java.util.function.LongSupplier;

/** Sends what a {@link Pacer} says is due and records latencies from the intended times. */
final class PacedSends {
    private final Pacer pacer;
    private final LongSupplier nanoClock;
    private final Sender sender;
    private final List<WireRequest> requests;
    private final Recording recording;
    private int next;

    PacedSends(Pacer pacer, LongSupplier nanoClock, Sender sender, List<WireRequest> requests, Recording recording) {
        this.pacer = pacer;
        this.nanoClock = nanoClock;
        this.sender = sender;
        this.requests = requests;
        this.recording = recording;
    }

    /** Sends everything due and returns the nanoseconds to wait until the next send. */
    long sendDue() {
        while (pacer.due(nanoClock.getAsLong())) {
            long intended = pacer.take();
            next = (next + 1) % requests.size();
            sender.send(requests.get(next), new SinceIntended(intended));
        }
        return pacer.waitNanos(nanoClock.getAsLong());
    }

    private final class SinceIntended implements Reply {
        private final long intendedNanos;

        SinceIntended(long intendedNanos) {
            this.intendedNanos = intendedNanos;
        }

        @Override
        public void ended(int status) {
            if (status == 200) {
                recording.completed(nanoClock.getAsLong() - intendedNanos);
            } else {
                recording.failed("HTTP " + status);
            }
        }

        @Override
        public void failed(String reason) {
            recording.failed(reason);
        }
    }
}
