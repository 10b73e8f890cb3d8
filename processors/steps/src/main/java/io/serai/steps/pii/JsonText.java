package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.CallError;
import io.serai.core.PiiSpan;
import io.serai.core.Span;
import io.serai.guard.pii.PiiMasker;
import io.serai.wire.JsonScanner;
import io.serai.wire.chat.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that is itself a JSON object or array, as arguments and results of tools are. It is searched with its strings
 * unescaped but in their places, so that the words beside a value are seen, and written string by string, so that it
 * stays JSON. A number that is masked becomes a string.
 */
final class JsonText {
    /** Shorter numbers are masked where they were found only: they stand for many things. */
    private static final int LEAST_DIGITS = 6;

    /**
     * A string with its quotes, or a number.
     *
     * @param span  in the bytes
     * @param text  what it says
     * @param start of {@code text} in the readable text
     */
    private record Token(Span span, String text, int start, boolean number) {
        int end() {
            return start + text.length();
        }
    }

    private final byte[] bytes;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder readable = new StringBuilder();
    private int read;

    private JsonText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@code text} as JSON; null where it is none, or neither an object nor an array. */
    static @Nullable JsonText of(String text) {
        String start = text.stripLeading();
        if (start.isEmpty() || (start.charAt(0) != '{' && start.charAt(0) != '[')) {
            return null;
        }
        var json = new JsonText(text.getBytes(UTF_8));
        try {
            var scanner = new JsonScanner(json.bytes);
            scanner.skipSpace();
            json.value(scanner);
            scanner.expectEnd();
            json.gap(json.bytes.length);
            return json;
        } catch (CallError none) {
            return null;
        }
    }

    private void value(JsonScanner scanner) {
        switch (scanner.peek()) {
            case '{' -> {
                scanner.enterObject();
                while (scanner.nextField()) {
                    string(scanner, scanner.keySpan());
                    value(scanner);
                }
            }
            case '[' -> {
                scanner.enterArray();
                while (scanner.nextItem()) {
                    value(scanner);
                }
            }
            case '"' -> string(scanner, scanner.value());
            default -> {
                Span span = scanner.value();
                byte first = bytes[span.start()];
                if (first == '-' || (first >= '0' && first <= '9')) {
                    gap(span.start());
                    token(span, new String(bytes, span.start(), span.length(), UTF_8), true);
                    read = span.end();
                }
            }
        }
    }

    private void string(JsonScanner scanner, Span span) {
        gap(span.start() + 1);
        token(span, scanner.text(span), false);
        read = span.end() - 1;
    }

    private void token(Span span, String text, boolean number) {
        tokens.add(new Token(span, text, readable.length(), number));
        readable.append(text);
    }

    private void gap(int to) {
        readable.append(new String(bytes, read, to - read, UTF_8));
        read = to;
    }

    /** What is searched. */
    String readable() {
        return readable.toString();
    }

    /** Takes note of what {@link #readable} holds. */
    void learn(PiiMasker masker, List<PiiSpan> spans) {
        for (Token token : tokens) {
            masker.learn(token.text(), within(token, spans));
        }
    }

    /** The JSON with placeholders; null where it needs none. */
    @Nullable
    String masked(PiiMasker masker, List<PiiSpan> spans) {
        var out = new JsonBuffer();
        int copied = 0;
        for (Token token : tokens) {
            List<PiiSpan> within = within(token, spans);
            boolean left = within.isEmpty() && token.number() && token.text().length() < LEAST_DIGITS;
            String masked = left ? token.text() : masker.mask(token.text(), within);
            if (!masked.equals(token.text())) {
                out.raw(bytes, copied, token.span().start());
                out.quoted(masked);
                copied = token.span().end();
            }
        }
        return copied == 0
                ? null
                : new String(out.raw(bytes, copied, bytes.length).take(), UTF_8);
    }

    /** The parts of {@code spans} in {@code token}. Nobody can read half a number: it is masked whole. */
    private static List<PiiSpan> within(Token token, List<PiiSpan> spans) {
        var within = new ArrayList<PiiSpan>();
        for (PiiSpan span : spans) {
            int from = Math.max(span.start(), token.start()) - token.start();
            int to = Math.min(span.end(), token.end()) - token.start();
            if (from < to && token.number()) {
                return List.of(new PiiSpan(span.type(), 0, token.text().length(), span.score(), span.source()));
            }
            if (from < to) {
                within.add(new PiiSpan(span.type(), from, to, span.score(), span.source()));
            }
        }
        return within;
    }
}
