package io.serai.bench;

import java.util.List;

/**
 * How the mock workers of a scenario behave. A token is four bytes of text.
 *
 * @param firstTokenMillis        from the end of the prefill to the first token
 * @param tokenMillis             from one token to the next; 0 sends as fast as the connection takes them
 * @param prefillTokensPerSecond  speed of computing uncached prompt tokens; 0 makes it free
 * @param outputTokens            tokens of every answer
 * @param cacheTokens             capacity of a worker's prefix cache; 0 switches it off
 */
record WorkerProfile(
        int firstTokenMillis, int tokenMillis, int prefillTokensPerSecond, int outputTokens, long cacheTokens) {
    /** Model that every mock worker serves. */
    static final String MODEL = "mock-model";

    private static final int BLOCK_TOKENS = 16;

    /** Never the limit: the scenarios measure what is in front of the workers. */
    private static final int MAX_RUNNING = 100_000;

    /** Answers at once. */
    static WorkerProfile instant(int outputTokens) {
        return new WorkerProfile(0, 0, 0, outputTokens, 0);
    }

    List<String> flags() {
        return List.of(
                "--model", MODEL,
                "--first-token-ms", Integer.toString(firstTokenMillis),
                "--token-ms", Integer.toString(tokenMillis),
                "--prefill-tokens-per-second", Integer.toString(prefillTokensPerSecond),
                "--output-tokens", Integer.toString(outputTokens),
                "--cache-tokens", Long.toString(cacheTokens),
                "--block-tokens", Integer.toString(BLOCK_TOKENS),
                "--max-running", Integer.toString(MAX_RUNNING),
                "--keep-body-bytes", "0",
                "--threads", "1");
    }
}
