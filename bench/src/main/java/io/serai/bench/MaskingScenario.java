package io.serai.bench;

import io.serai.bench.load.ConversationLoad;
import io.serai.bench.process.BenchFailure;
import io.serai.bench.trace.Conversation;
import io.serai.bench.trace.Trace;
import io.serai.bench.trace.TraceShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What masking costs the workers' prefix caches: conversations whose turns hold e-mail addresses, phone and card
 * numbers, with masking off and on. If placeholders changed from turn to turn, nothing behind the first would be found
 * again.
 */
record MaskingScenario() implements Scenario {
    private static final int WORKERS = 2;
    private static final int USERS = 12;
    private static final TraceShape SHAPE = new TraceShape(4, 500, 36, 20, 60, 1.0, Duration.ofMillis(100));
    private static final WorkerProfile WORKER = new WorkerProfile(2, 1, 0, 40, 400_000);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String MASKING = """
            pii:
              policies:
                - {action: mask, model: false}
            """;

    @Override
    public String name() {
        return "masking";
    }

    @Override
    public String about() {
        return "%d conversations of %d turns with personal data in each, %d workers with prefix caches; masking off and on"
                .formatted(SHAPE.conversations(), SHAPE.turns(), WORKERS);
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        var trace = personal(
                Trace.draw(SHAPE, session.options().seed()), session.options().seed());
        var rounds = new Rounds();
        for (int round = 1; round <= session.options().repeats(); round++) {
            session.log("  round " + round + " of " + session.options().repeats());
            for (var rung : session.rungs().chosen(session.options())) {
                if (rung instanceof SeraiRung serai && !serai.bare()) {
                    play(session, trace, serai, serai.name() + ", masking off", rounds);
                    var masked = new SeraiRung(serai.name(), serai.distribution(), false, MASKING);
                    play(session, trace, masked, serai.name() + ", masking on", rounds);
                }
            }
        }
        return new ScenarioResult(name(), about(), rounds.results());
    }

    /** The trace, with a sentence in each turn that a rule finds something in. */
    private static Trace personal(Trace trace, long seed) {
        var random = new SplittableRandom(seed);
        var conversations = new ArrayList<Conversation>();
        for (Conversation plain : trace.conversations()) {
            List<String> turns = plain.userTurns().stream()
                    .map(turn -> turn + sentence(random))
                    .toList();
            conversations.add(new Conversation(plain.group(), plain.systemPrompt(), turns, plain.thinkTimes()));
        }
        return new Trace(conversations);
    }

    private static String sentence(SplittableRandom random) {
        int number = random.nextInt(1_000_000);
        return switch (number % 3) {
            case 0 -> " Write to person%06d@example.com please.".formatted(number);
            case 1 -> " My phone is +49 30 %06d.".formatted(number);
            default -> " Charge card 4111 1111 1111 1111 for order %06d.".formatted(number);
        };
    }

    private static void play(Session session, Trace trace, SeraiRung rung, String label, Rounds rounds)
            throws InterruptedException {
        var folder = session.layout().folder(rung.name());
        try (var workers = MockFleet.start(WORKERS, WORKER, session.layout());
                var started = rung.start(new Rung.Setting(workers.addresses(), "cache-aware", folder));
                var load =
                        new ConversationLoad(session.client(), started.targets(), trace, WorkerProfile.MODEL, USERS)) {
            load.start();
            if (!load.awaitEnd(LIMIT)) {
                throw new BenchFailure("the trace did not end within " + LIMIT.toSeconds() + " s");
            }
            var played = new PlayedTrace(load.cacheUse(), load.drain());
            rounds.add(label, played.figures(), played.failures());
        }
    }
}
