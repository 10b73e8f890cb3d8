package io.serai.bench;

import io.serai.bench.load.ClosedLoopLoad;
import io.serai.bench.load.ConversationLoad;
import io.serai.bench.process.BenchFailure;
import io.serai.bench.trace.Trace;
import io.serai.bench.trace.TraceShape;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the prompts the workers find in their caches when conversations with shared system prompts, some of
 * them hot, meet four workers with small caches. What one worker with an unlimited cache finds is the ceiling.
 */
record CacheScenario() implements Scenario {
    private static final int WORKERS = 4;
    private static final int USERS = 24;
    private static final int ANSWER_TOKENS = 50;
    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final TraceShape SHAPE = new TraceShape(16, 1_000, 120, 5, 100, 1.0, Duration.ofMillis(300));
    /** Together 48,000 tokens; about 33,000 are active: enough once, by far not once per worker. */
    private static final WorkerProfile SMALL_CACHES = new WorkerProfile(5, 5, 8_000, ANSWER_TOKENS, 12_000);

    private static final WorkerProfile ONE_UNLIMITED = new WorkerProfile(0, 1, 0, ANSWER_TOKENS, UNLIMITED);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String about() {
        return "%d conversations of %d turns by %d users, %d system prompts of %d tokens (the first ones hot), %d workers with caches of %,d tokens"
                .formatted(
                        SHAPE.conversations(),
                        SHAPE.turns(),
                        USERS,
                        SHAPE.groups(),
                        SHAPE.systemTokens(),
                        WORKERS,
                        SMALL_CACHES.cacheTokens());
    }

    /** A rung with one of its policies. */
    private record Variant(String label, Rung rung, String policy) {}

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        var trace = Trace.draw(SHAPE, session.options().seed());
        var rounds = new Rounds();
        ceiling(session, trace, rounds);
        for (int round = 1; round <= session.options().repeats(); round++) {
            session.log("  round " + round + " of " + session.options().repeats());
            for (var variant : variants(session)) {
                if (!rounds.skipped(variant.label)) {
                    once(session, trace, variant, rounds);
                }
            }
        }
        return new ScenarioResult(name(), about(), rounds.results());
    }

    private static List<Variant> variants(Session session) {
        var variants = new ArrayList<Variant>();
        for (var rung : session.rungs().chosen(session.options())) {
            switch (rung) {
                case NginxRung nginx -> variants.add(new Variant("nginx, round-robin", nginx, ""));
                case SeraiRung serai when !serai.bare() -> addBothPolicies(variants, serai);
                case PeerRung peer -> addBothPolicies(variants, peer);
                case SeraiRung _, DirectRung _ -> {} // choose as the chat route does, or not at all
            }
        }
        return variants;
    }

    private static void addBothPolicies(List<Variant> variants, Rung rung) {
        variants.add(new Variant(rung.name() + ", cache-aware", rung, "cache-aware"));
        variants.add(new Variant(rung.name() + ", round-robin", rung, "round-robin"));
    }

    private static void ceiling(Session session, Trace trace, Rounds rounds) throws InterruptedException {
        session.log("  ceiling: one worker with an unlimited cache");
        try (var worker = MockFleet.start(1, ONE_UNLIMITED, session.layout())) {
            var played = play(session, trace, worker.addresses());
            var figures = new Figures().with(Figure.HIT_RATE, played.hitRatePercent());
            rounds.add("ceiling: one unlimited cache", figures, played.failures());
        }
    }

    private static void once(Session session, Trace trace, Variant variant, Rounds rounds) throws InterruptedException {
        var folder = session.layout().folder(variant.rung.name());
        try (var workers = MockFleet.start(WORKERS, SMALL_CACHES, session.layout());
                var rung = variant.rung.start(new Rung.Setting(workers.addresses(), variant.policy, folder))) {
            warmUp(session, rung);
            workers.addresses().forEach(Probe::flushCache);
            var played = play(session, trace, rung.targets());
            rounds.add(variant.label, played.figures(), played.failures());
        } catch (BenchFailure e) {
            session.log("  " + variant.label + " skipped: " + e.reason());
            rounds.skip(variant.label, e.reason());
        }
    }

    /** A few short prompts on few connections: the point is loaded classes, not full caches. */
    private static void warmUp(Session session, StartedRung rung) throws InterruptedException {
        var requests = Bodies.chats(8, 200, true, session.options().seed());
        try (var load = new ClosedLoopLoad(session.client(), rung.targets(), requests, 8)) {
            load.start();
            Thread.sleep(session.options().warmup().dividedBy(5));
        }
    }

    private static PlayedTrace play(Session session, Trace trace, List<InetSocketAddress> targets)
            throws InterruptedException {
        try (var load = new ConversationLoad(session.client(), targets, trace, WorkerProfile.MODEL, USERS)) {
            load.start();
            if (!load.awaitEnd(LIMIT)) {
                throw new BenchFailure("the trace did not end within " + LIMIT.toSeconds() + " s");
            }
            return new PlayedTrace(load.cacheUse(), load.drain());
        }
    }
}
