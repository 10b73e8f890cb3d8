package io.serai.fleet.policy;

import io.serai.core.PromptPrefix;
import io.serai.core.RoutingRequest;
import io.serai.core.Span;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A conversation of the {@link TraceSimulator}: text that grows with each turn; four bytes are a token. */
final class Conversation {
    private static final int BYTES_PER_TOKEN = 4;
    private static final int BLOCK_BYTES = SimulatedWorker.BLOCK_TOKENS * BYTES_PER_TOKEN;

    private final RandomGenerator random;
    private final String key;
    private byte[] text;
    private long[] blocks = new long[0];
    int turnsLeft;

    Conversation(String key, byte[] groupPrefix, int turns, RandomGenerator random) {
        this.key = key;
        this.text = groupPrefix;
        this.turnsLeft = turns;
        this.random = random;
    }

    /** Adds random words to the end. */
    void add(int tokens) {
        int from = text.length;
        text = Arrays.copyOf(text, from + tokens * BYTES_PER_TOKEN);
        byte[] added = randomBytes(tokens, random);
        System.arraycopy(added, 0, text, from, added.length);
        hashNewBlocks();
    }

    static byte[] randomBytes(int tokens, RandomGenerator random) {
        byte[] bytes = new byte[tokens * BYTES_PER_TOKEN];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The whole blocks of all text so far, each standing for everything up to its end. */
    long[] blocks() {
        return blocks;
    }

    SimulatedCall call(double now) {
        var prefix = PromptPrefix.of("", text, new Span(0, text.length));
        var request = new RoutingRequest("m", prefix, text.length / BYTES_PER_TOKEN, 100, key);
        return new SimulatedCall(this, now, request, blocks);
    }

    private void hashNewBlocks() {
        int known = blocks.length;
        blocks = Arrays.copyOf(blocks, text.length / BLOCK_BYTES);
        long chained = known == 0 ? 1 : blocks[known - 1];
        for (int i = known; i < blocks.length; i++) {
            for (int at = i * BLOCK_BYTES; at < (i + 1) * BLOCK_BYTES; at++) {
                chained = chained * 0x9E3779B97F4A7C15L + text[at];
                chained ^= chained >>> 29;
            }
            blocks[i] = chained;
        }
    }
}
