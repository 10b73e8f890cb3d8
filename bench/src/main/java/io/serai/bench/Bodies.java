package io.serai.bench;

import io.serai.bench.load.WireRequest;
import io.serai.bench.trace.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chat requests of an exact size. */
final class Bodies {
    private static final String PATH = "/v1/chat/completions";
    private static final String HEAD =
            "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"";
    private static final String TAIL = "\"}]}";

    private Bodies() {}

    /** {@code count} requests with different prompts, each with a body of {@code bytes} bytes. */
    static List<WireRequest> chats(int count, int bytes, boolean stream, long seed) {
        var random = new SplittableRandom(seed);
        var requests = new ArrayList<WireRequest>(count);
        for (int i = 0; i < count; i++) {
            requests.add(WireRequest.post(PATH, chat(bytes, stream, random)));
        }
        return requests;
    }

    /** A body of {@code bytes} bytes; at least as long as its frame needs. */
    static byte[] chat(int bytes, boolean stream, SplittableRandom random) {
        var head = HEAD.formatted(WorkerProfile.MODEL, stream);
        int text = Math.max(1, bytes - head.length() - TAIL.length());
        return (head + Text.words(random, text) + TAIL).getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks for one token, so that the answer comes at once from slow workers too. */
    static byte[] probe() {
        var body = HEAD.formatted(WorkerProfile.MODEL, false) + "ready?\"}],\"max_tokens\":1}";
        return body.getBytes(StandardCharsets.US_ASCII);
    }
}
