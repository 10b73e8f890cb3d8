package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts every candidate, warms each up, then measures them in turn, round after round. All stay up in between: an
 * idle gateway costs next to nothing, a cold one would cost the figures their meaning.
 */
final class Ladder implements AutoCloseable {
    private static final int NATIVE_WARMUP_SHARE = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Session session;
    private final LoadPlan plan;
    private final Map<Candidate, StartedRung> started = new LinkedHashMap<>();
    private final Rounds rounds = new Rounds();

    private Ladder(Session session, LoadPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** Runs the whole ladder. A candidate that cannot be started is reported as skipped, not as an error. */
    static List<RungResult> climb(Session session, List<Candidate> candidates, LoadPlan plan)
            throws InterruptedException {
        try (var ladder = new Ladder(session, plan)) {
            for (var candidate : candidates) {
                ladder.start(candidate);
            }
            for (var entry : ladder.started.entrySet()) {
                ladder.warmUp(entry.getKey(), entry.getValue());
            }
            for (int round = 1; round <= session.options().repeats(); round++) {
                session.log("  round " + round + " of " + session.options().repeats());
                ladder.round();
            }
            return ladder.rounds.results();
        }
    }

    private void start(Candidate candidate) throws InterruptedException {
        try {
            started.put(candidate, candidate.rung().start(candidate.setting()));
        } catch (BenchFailure e) {
            session.log("  " + candidate.label() + " skipped: " + e.reason());
            rounds.skip(candidate.label(), e.reason());
        }
    }

    private void warmUp(Candidate candidate, StartedRung rung) throws InterruptedException {
        var warmup = session.options().warmup();
        var length = candidate.slow() ? warmup : warmup.dividedBy(NATIVE_WARMUP_SHARE);
        session.log("  warming up " + candidate.label() + " for " + length.toSeconds() + " s");
        watch(rung, length);
    }

    private void round() throws InterruptedException {
        Optional<Figures> base = Optional.empty();
        for (var entry : started.entrySet()) {
            var candidate = entry.getKey();
            var window = watch(entry.getValue(), session.options().window());
            var figures = plan.figures().apply(window);
            if (candidate.isBase()) {
                base = Optional.of(figures);
            } else {
                base.ifPresent(direct -> figures.withAdded(Figure.ADDED_P50, Figure.P50, direct)
                        .withAdded(Figure.ADDED_P99, Figure.P99, direct)
                        .withAdded(Figure.ADDED_FIRST_TOKEN_P50, Figure.FIRST_TOKEN_P50, direct));
            }
            rounds.add(candidate.label(), figures, window.tally().failures());
        }
    }

    private Window watch(StartedRung rung, Duration length) throws InterruptedException {
        try (var load = plan.opening().open(session.client(), rung.targets())) {
            load.start();
            Thread.sleep(plan.settle());
            return Window.watch(load, rung.process(), length);
        } finally {
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        started.values().forEach(StartedRung::close);
    }
}
