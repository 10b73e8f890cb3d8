package io.serai.fleet.policy;

import io.serai.core.PromptPrefix;
import io.serai.core.RoutingRequest;
import io.serai.core.Span;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Prompts by seed; four bytes are a token. */
final class Prompts {
    private Prompts() {}

    /** Text of that many tokens; the same seed begins with the same text whatever the length. */
    static byte[] text(long seed, int tokens) {
        byte[] text = new byte[tokens * 4];
        new Random(seed).nextBytes(text);
        return text;
    }

    static byte[] join(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    static PromptPrefix prefix(byte[] text) {
        return PromptPrefix.of("", text, new Span(0, text.length));
    }

    static RoutingRequest request(byte[] text, @Nullable String key) {
        return new RoutingRequest("m", prefix(text), text.length / 4, 100, key);
    }

    static RoutingRequest request(long seed, int tokens) {
        return request(text(seed, tokens), null);
    }

    static RoutingRequest keyed(@Nullable String key) {
        return new RoutingRequest("m", PromptPrefix.EMPTY, 0, -1, key);
    }
}
