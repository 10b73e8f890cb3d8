package io.serai.wire.chat;

import io.serai.core.CallError;
import io.serai.core.Span;
import io.serai.wire.JsonScanner;

/** Log probabilities of text that is held back, until they go out with the text that follows. */
public final class Logprobs {
    private final JsonBuffer entries = new JsonBuffer();

    /** Keeps the entries of {@code logprobs}, a span of {@code bytes} that may be null or nothing. */
    public void keep(byte[] bytes, Span logprobs) {
        if (logprobs.isEmpty() || bytes[logprobs.start()] != '{') {
            return;
        }
        Span list = content(bytes, logprobs);
        if (list.length() > 2) {
            entries.ascii(entries.length() == 0 ? "" : ",").raw(bytes, list.start() + 1, list.end() - 1);
        }
    }

    private static Span content(byte[] bytes, Span logprobs) {
        try {
            var scanner = new JsonScanner(bytes);
            scanner.reset(bytes, logprobs.start(), logprobs.end());
            scanner.enterObject();
            while (scanner.nextField()) {
                boolean list = scanner.peek() == '[' && scanner.keyIs("content");
                Span value = scanner.value();
                if (list) {
                    return value;
                }
            }
            return Span.NONE;
        } catch (CallError malformed) {
            return Span.NONE;
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return entries.length() == 0;
    }

    /** Writes the value of {@code logprobs} with all entries kept, and forgets them. */
    void write(JsonBuffer out) {
        if (isEmpty()) {
            out.ascii("null");
            return;
        }
        byte[] kept = entries.take();
        out.ascii("{\"content\":[").raw(kept, 0, kept.length).ascii("],\"refusal\":null}");
    }
}
