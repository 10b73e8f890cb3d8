package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the start of the process to its first answered chat request, and its memory some seconds later. */
record StartupScenario() implements Scenario {
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final double KIB_PER_MB = 1e6 / 1024;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "a fresh process each round: time to the first chat request answered with 200 (asked every 5 ms), and"
                + " memory after " + IDLE.toSeconds() + " idle seconds";
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        var rounds = new Rounds();
        try (var workers = MockFleet.start(session.options().workers(), WorkerProfile.instant(1), session.layout())) {
            for (int round = 1; round <= session.options().repeats(); round++) {
                session.log("  round " + round + " of " + session.options().repeats());
                for (var rung : rungs(session)) {
                    if (!rounds.skipped(rung.name())) {
                        once(session, rung, workers, rounds);
                    }
                }
            }
        }
        return new ScenarioResult(name(), about(), rounds.results());
    }

    private static List<Rung> rungs(Session session) {
        return session.rungs().chosen(session.options()).stream()
                .filter(rung -> !(rung instanceof DirectRung))
                .toList();
    }

    private static void once(Session session, Rung rung, MockFleet workers, Rounds rounds) throws InterruptedException {
        var folder = session.layout().folder(rung.name());
        try (var started = rung.start(new Rung.Setting(workers.addresses(), "cache-aware", folder))) {
            Thread.sleep(IDLE);
            var figures = new Figures().with(Figure.START, started.startup().toNanos() / 1e6);
            started.process()
                    .ifPresent(process ->
                            figures.with(Figure.RSS_IDLE, process.usage().rssKib() / KIB_PER_MB));
            rounds.add(rung.name(), figures, Map.of());
        } catch (BenchFailure e) {
            session.log("  " + rung.name() + " skipped: " + e.reason());
            rounds.skip(rung.name(), e.reason());
        }
    }
}
