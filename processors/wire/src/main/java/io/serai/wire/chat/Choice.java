package io.serai.wire.chat;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a completion or a chunk: {@code message} of the one and {@code delta} of the other are both called
 * <em>message</em> here. Spans are {@link Span#NONE} for what is absent.
 */
public final class Choice {
    private int index;
    private Span all = Span.NONE;
    private Span message = Span.NONE;
    private Span logprobs = Span.NONE;
    private Span finish = Span.NONE;
    private @Nullable String content;
    private @Nullable String finishReason;
    private boolean role;
    private boolean reasoned;
    private boolean called;

    Choice() {}

    void read(JsonScanner scanner) {
        index = 0;
        message = Span.NONE;
        logprobs = Span.NONE;
        finish = Span.NONE;
        content = null;
        finishReason = null;
        role = false;
        reasoned = false;
        called = false;
        int start = scanner.position();
        scanner.enterObject();
        while (scanner.nextField()) {
            field(scanner);
        }
        all = new Span(start, scanner.position());
    }

    private void field(JsonScanner scanner) {
        byte first = scanner.peek();
        if (first == '{' && (scanner.keyIs("delta") || scanner.keyIs("message"))) {
            readMessage(scanner);
        } else if (scanner.keyIs("logprobs")) {
            logprobs = scanner.value();
        } else if (scanner.keyIs("finish_reason")) {
            finish = scanner.value();
            finishReason = first == '"' ? scanner.text(finish) : null;
        } else if (scanner.keyIs("index")) {
            index = scanner.count();
        } else {
            scanner.skipValue();
        }
    }

    private void readMessage(JsonScanner scanner) {
        int start = scanner.position();
        scanner.enterObject();
        while (scanner.nextField()) {
            byte first = scanner.peek();
            if (first == '"' && scanner.keyIs("content")) {
                content = scanner.text(scanner.value());
            } else if (first == '[' && scanner.keyIs("tool_calls")) {
                called |= filled(scanner);
            } else if (first == '"' && (scanner.keyIs("reasoning_content") || scanner.keyIs("reasoning"))) {
                reasoned |= filled(scanner);
            } else {
                role |= first == '"' && scanner.keyIs("role");
                scanner.skipValue();
            }
        }
        message = new Span(start, scanner.position());
    }

    /** Workers that parse nothing may send the fields all the same, empty. */
    private static boolean filled(JsonScanner scanner) {
        return scanner.value().length() > 2;
    }

    /** Its index. */
    public int index() {
        return index;
    }

    /** The whole object. */
    public Span all() {
        return all;
    }

    /** {@code message} or {@code delta}. */
    public Span message() {
        return message;
    }

    /** The value of {@code logprobs}, which may be null. */
    public Span logprobs() {
        return logprobs;
    }

    /** The value of {@code finish_reason}, which may be null. */
    public Span finish() {
        return finish;
    }

    /** Text of {@code content}; null where that is no string. */
    public @Nullable String content() {
        return content;
    }

    /** Why the model stopped; null while it goes on. */
    public @Nullable String finishReason() {
        return finishReason;
    }

    /** Whether the message names its role. */
    public boolean role() {
        return role;
    }

    /** Whether the worker has found reasoning itself; it need not look for calls as well. */
    public boolean reasoned() {
        return reasoned;
    }

    /** Whether the worker has found tool calls itself; it need not look for reasoning as well. */
    public boolean called() {
        return called;
    }
}
