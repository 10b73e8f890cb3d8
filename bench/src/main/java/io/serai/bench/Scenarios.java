package io.serai.bench;

import io.serai.bench.load.ClosedLoopLoad;
import io.serai.bench.load.OpenLoopLoad;
import io.serai.bench.load.StreamLoad;
import java.time.Duration;
import java.util.List;

/** The scenarios by name, and those of them that only differ in their load. */
final class Scenarios {
    private static final int SMALL_BODY_BYTES = 1_024;
    private static final int LARGE_BODY_BYTES = 256 * 1_024;
    private static final int SMALL_PROMPTS = 256;
    private static final int LARGE_PROMPTS = 16;
    private static final int ANSWER_TOKENS = 32;
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final int STREAM_TOKENS = 60;
    private static final int TOKEN_MILLIS = 50;

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                small(),
                fixedRate(),
                streams(200),
                streams(1_000),
                saturated(),
                large(),
                new StartupScenario(),
                new FleetSizeScenario(),
                new CacheScenario(),
                new MaskingScenario());
    }

    static List<String> names() {
        return all().stream().map(Scenario::name).toList();
    }

    private static LoadScenario small() {
        return new LoadScenario(
                "small",
                "1 KB chat requests, not streamed, 64 connections that each send the next when the last is answered",
                WorkerProfile.instant(ANSWER_TOKENS),
                seed -> closedLoop(SMALL_PROMPTS, SMALL_BODY_BYTES, 64, seed));
    }

    private static LoadScenario large() {
        return new LoadScenario(
                "large",
                "256 KB chat requests, not streamed, 16 connections",
                WorkerProfile.instant(ANSWER_TOKENS),
                seed -> closedLoop(LARGE_PROMPTS, LARGE_BODY_BYTES, 16, seed));
    }

    private static LoadPlan closedLoop(int prompts, int bytes, int connections, long seed) {
        var requests = Bodies.chats(prompts, bytes, false, seed);
        return new LoadPlan(
                (client, targets) -> new ClosedLoopLoad(client, targets, requests, connections),
                SETTLE,
                Scenarios::requestFigures);
    }

    /** 1,000 requests a second, whatever happens; also the load of the fleet-size scenario, at half the rate. */
    static LoadPlan openLoop(int perSecond, long seed) {
        var requests = Bodies.chats(SMALL_PROMPTS, SMALL_BODY_BYTES, false, seed);
        var interval = Duration.ofSeconds(1).dividedBy(perSecond);
        return new LoadPlan(
                (client, targets) -> new OpenLoopLoad(client, targets, requests, interval, 512),
                SETTLE,
                Scenarios::requestFigures);
    }

    private static LoadScenario fixedRate() {
        return new LoadScenario(
                "fixed-rate",
                "1 KB chat requests, not streamed, 1,000 a second; latency counts from the intended send time",
                WorkerProfile.instant(ANSWER_TOKENS),
                seed -> openLoop(1_000, seed));
    }

    private static LoadScenario streams(int streams) {
        return new LoadScenario(
                "streams-" + streams,
                streams + " streams at any time, 20 tokens a second each, 60 tokens long; one that ends is replaced",
                new WorkerProfile(0, TOKEN_MILLIS, 0, STREAM_TOKENS, 0),
                seed -> streaming(streams, STREAM_TOKENS, Duration.ofMillis(STREAM_TOKENS * TOKEN_MILLIS), seed));
    }

    private static LoadScenario saturated() {
        int tokens = 512;
        return new LoadScenario(
                "streams-saturated",
                "40 streams of 512 tokens, a token a millisecond each: 40,000 tokens a second are offered",
                new WorkerProfile(0, 1, 0, tokens, 0),
                seed -> streaming(40, tokens, Duration.ofMillis(tokens), seed));
    }

    private static LoadPlan streaming(int streams, int tokens, Duration ramp, long seed) {
        var requests = Bodies.chats(SMALL_PROMPTS, SMALL_BODY_BYTES, true, seed);
        return new LoadPlan(
                (client, targets) -> new StreamLoad(client, targets, requests, streams, tokens, ramp),
                ramp.plus(SETTLE),
                Scenarios::streamFigures);
    }

    private static Figures requestFigures(Window window) {
        long completed = window.tally().completed();
        var figures = window.cpuPer(Figure.CPU_PER_REQUEST, completed, new Figures())
                .with(Figure.REQUESTS_PER_SECOND, window.perSecond(completed))
                .with(Figure.P50, window.latencyMillis(50))
                .with(Figure.P99, window.latencyMillis(99));
        return window.common(figures);
    }

    private static Figures streamFigures(Window window) {
        long tokens = window.tally().tokens();
        var figures = window.cpuPer(Figure.CPU_PER_TOKEN, tokens, new Figures())
                .with(Figure.TOKENS_PER_SECOND, window.perSecond(tokens))
                .with(Figure.FIRST_TOKEN_P50, window.firstTokenMillis(50));
        return window.common(figures);
    }
}
