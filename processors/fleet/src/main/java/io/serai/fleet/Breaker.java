package io.serai.fleet;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker's circuit breaker. Closed costs a volatile read on the way in and a short lock on the way out.
 *
 * <p>Traps: a result that arrives while the breaker is open belongs to a call from before and says nothing; a probe may
 * be a stream of minutes, so its first token already counts as a success, and permits are renewed after a while even
 * if no probe ended.
 */
final class Breaker {
    /** How a call got in. */
    enum Pass {
        /** Not at all. */
        REFUSED,
        /** As usual. */
        NORMAL,
        /** To find out whether the worker is well again; its end must be told with {@code probe} set. */
        PROBE
    }

    private sealed interface Phase {
        record Closed() implements Phase {}

        record Open(long untilNanos, long pauseNanos) implements Phase {}

        record HalfOpen(int permits, int successes, long renewAtNanos, long pauseNanos) implements Phase {}
    }

    /** What to tell of, once the lock is released: listeners may take locks of their own. */
    private record Change(BreakerState from, BreakerState to) {}

    private static final Phase CLOSED = new Phase.Closed();

    private final FleetClock clock;
    private final BiConsumer<BreakerState, BreakerState> changed;
    private volatile Phase phase = CLOSED;
    private volatile BreakerSettings settings;
    private BucketedCounts counts;
    private int connectFailures;
    private @Nullable Change change;

    Breaker(BreakerSettings settings, FleetClock clock, BiConsumer<BreakerState, BreakerState> changed) {
        this.settings = settings;
        this.clock = clock;
        this.changed = changed;
        this.counts = new BucketedCounts(settings.window(), clock.now());
    }

    /** An open breaker whose pause is over is half-open to the eye, though no call has tried it yet. */
    BreakerState state() {
        return phase instanceof Phase.Open open && clock.now() - open.untilNanos >= 0
                ? new BreakerState.HalfOpen(settings.probes())
                : shown(phase);
    }

    private BreakerState shown(Phase of) {
        return switch (of) {
            case Phase.Closed _ -> new BreakerState.Closed();
            case Phase.Open open -> new BreakerState.Open(clock.instantAt(open.untilNanos));
            case Phase.HalfOpen half -> new BreakerState.HalfOpen(half.permits);
        };
    }

    boolean admits() {
        return switch (phase) {
            case Phase.Closed _ -> true;
            case Phase.Open open -> clock.now() - open.untilNanos >= 0;
            case Phase.HalfOpen half -> half.permits > 0 || clock.now() - half.renewAtNanos >= 0;
        };
    }

    /** When {@link #admits} may turn true by itself; empty if it is true or waits for a result. */
    OptionalLong admitsAtNanos() {
        return switch (phase) {
            case Phase.Closed _ -> OptionalLong.empty();
            case Phase.Open open -> OptionalLong.of(open.untilNanos);
            case Phase.HalfOpen half when half.permits == 0 -> OptionalLong.of(half.renewAtNanos);
            case Phase.HalfOpen _ -> OptionalLong.empty();
        };
    }

    Pass tryBegin() {
        return phase instanceof Phase.Closed ? Pass.NORMAL : tryBeginProbe();
    }

    private Pass tryBeginProbe() {
        Pass pass;
        Change made;
        synchronized (this) {
            pass = pass();
            made = taken();
        }
        tell(made);
        return pass;
    }

    private Pass pass() {
        if (!admits()) {
            return Pass.REFUSED;
        }
        long now = clock.now();
        return switch (phase) {
            case Phase.Closed _ -> Pass.NORMAL;
            case Phase.Open open -> take(settings.probes(), 0, now, open.pauseNanos);
            case Phase.HalfOpen half
            when half.permits > 0 ->
                take(half.permits, half.successes, half.renewAtNanos - half.pauseNanos, half.pauseNanos);
            case Phase.HalfOpen half -> take(settings.probes(), half.successes, now, half.pauseNanos);
        };
    }

    private Pass take(int permits, int successes, long sinceNanos, long pauseNanos) {
        become(new Phase.HalfOpen(permits - 1, successes, sinceNanos + pauseNanos, pauseNanos));
        return Pass.PROBE;
    }

    void succeeded(boolean probe) {
        Change made;
        synchronized (this) {
            countSuccess(probe);
            made = taken();
        }
        tell(made);
    }

    private void countSuccess(boolean probe) {
        switch (phase) {
            case Phase.Closed _ -> {
                counts.add(clock.now(), 1, 0);
                connectFailures = 0;
            }
            case Phase.HalfOpen half when probe && half.successes + 1 >= settings.successes() -> reset();
            case Phase.HalfOpen half when probe -> giveBack(half, 1);
            case Phase.HalfOpen _, Phase.Open _ -> {}
        }
    }

    /** A call failed; {@code connect} tells that no connection could be made. */
    void failed(boolean probe, boolean connect) {
        Change made;
        synchronized (this) {
            countFailure(probe, connect);
            made = taken();
        }
        tell(made);
    }

    private void countFailure(boolean probe, boolean connect) {
        switch (phase) {
            case Phase.Closed _ -> {
                counts.add(clock.now(), 0, 1);
                connectFailures = connect ? connectFailures + 1 : 0;
                if (settings.enabled() && mustOpen()) {
                    open(settings.openFor().toNanos());
                }
            }
            case Phase.HalfOpen half
            when probe ->
                open(Math.min(half.pauseNanos * 2, settings.maxOpenFor().toNanos()));
            case Phase.HalfOpen _, Phase.Open _ -> {}
        }
    }

    /** A call ended in a way that says nothing about the worker's health. */
    void ended(boolean probe) {
        Change made;
        synchronized (this) {
            renounce(probe);
            made = taken();
        }
        tell(made);
    }

    private void renounce(boolean probe) {
        if (probe && phase instanceof Phase.HalfOpen half) {
            giveBack(half, 0);
        }
    }

    /** Forgets all: the worker was restarted or probed well. */
    void close() {
        Change made;
        synchronized (this) {
            reset();
            made = taken();
        }
        tell(made);
    }

    private void reset() {
        counts.clear();
        connectFailures = 0;
        if (!(phase instanceof Phase.Closed)) {
            become(CLOSED);
        }
    }

    void settings(BreakerSettings changedSettings) {
        Change made;
        synchronized (this) {
            adopt(changedSettings);
            made = taken();
        }
        tell(made);
    }

    private void adopt(BreakerSettings changedSettings) {
        Duration oldWindow = settings.window();
        settings = changedSettings;
        if (!oldWindow.equals(changedSettings.window())) {
            counts = new BucketedCounts(changedSettings.window(), clock.now());
        }
        if (!changedSettings.enabled()) {
            reset();
        }
    }

    private boolean mustOpen() {
        if (settings.connectFailures() > 0 && connectFailures >= settings.connectFailures()) {
            return true;
        }
        long now = clock.now();
        long bad = counts.bad(now);
        long all = bad + counts.good(now);
        return all >= settings.minimumCalls() && bad >= settings.failureRatio() * all;
    }

    private void open(long pauseNanos) {
        become(new Phase.Open(clock.now() + pauseNanos, pauseNanos));
    }

    private void giveBack(Phase.HalfOpen half, int successes) {
        int permits = Math.min(settings.probes(), half.permits + 1);
        become(new Phase.HalfOpen(permits, half.successes + successes, half.renewAtNanos, half.pauseNanos));
    }

    private void become(Phase next) {
        Phase before = phase;
        phase = next;
        change = new Change(shown(before), shown(next));
    }

    private @Nullable Change taken() {
        Change made = change;
        change = null;
        return made;
    }

    private void tell(@Nullable Change made) {
        if (made != null) {
            changed.accept(made.from, made.to);
        }
    }
}
