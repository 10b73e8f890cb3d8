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
 * JSON, as arguments and results of tools are: a text that is an object or an array, or a value of the request's body. It
 * is searched with its strings unescaped but in their places, so that the words beside a value are seen, and written
 * string by string, so that it stays JSON. Strings that are JSON themselves are taken apart in the same way, and those
 * that are the bytes of a file are left out. A number that is masked becomes a string.
 */
final class SearchableJson {
    /** Shorter numbers are masked where they were found only: they stand for many things. */
    private static final int LEAST_DIGITS = 6;
    /** Of JSON in a string of JSON. Below that, a string is searched as it is written. */
    private static final int MOST_LEVELS = 4;

    /**
     * A string with its quotes, or a number.
     *
     * @param span   in the bytes
     * @param text   what it says; of JSON the readable text
     * @param start  of {@code text} in the readable text
     * @param inside the string as JSON, or null
     */
    private record Token(
            Span span,
            String text,
            int start,
            boolean number,
            @Nullable SearchableJson inside) {
        int end() {
            return start + text.length();
        }
    }

    private final byte[] bytes;
    private final int start;
    private final int levels;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder readable = new StringBuilder();
    private int read;

    private SearchableJson(byte[] bytes, int start, int levels) {
        this.bytes = bytes;
        this.start = start;
        this.read = start;
        this.levels = levels;
    }

    /** {@code text} as JSON; null where it is none, or neither an object nor an array. */
    static @Nullable SearchableJson of(String text) {
        return of(text, MOST_LEVELS);
    }

    private static @Nullable SearchableJson of(String text, int levels) {
        String start = text.stripLeading();
        if (levels == 0 || start.isEmpty() || (start.charAt(0) != '{' && start.charAt(0) != '[')) {
            return null;
        }
        var json = new SearchableJson(text.getBytes(UTF_8), 0, levels);
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

    /** The value of {@code body} that {@code scanner} stands at, which is consumed. */
    static SearchableJson of(byte[] body, JsonScanner scanner) {
        var json = new SearchableJson(body, scanner.position(), MOST_LEVELS);
        json.value(scanner);
        json.gap(scanner.position());
        return json;
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
                    token(span, new String(bytes, span.start(), span.length(), UTF_8), true, null);
                    read = span.end();
                }
            }
        }
    }

    private void string(JsonScanner scanner, Span span) {
        gap(span.start() + 1);
        String text = scanner.text(span);
        if (!DataUrl.is(text)) {
            SearchableJson inside = of(text, levels - 1);
            token(span, inside == null ? text : inside.readable(), false, inside);
        }
        read = span.end() - 1;
    }

    private void token(Span span, String text, boolean number, @Nullable SearchableJson inside) {
        tokens.add(new Token(span, text, readable.length(), number, inside));
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

    /** Whether there is anything to search. */
    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Takes note of what {@link #readable} holds. */
    void learn(PiiMasker masker, List<PiiSpan> spans) {
        for (Token token : tokens) {
            List<PiiSpan> within = within(token, spans);
            if (token.inside() == null) {
                masker.learn(token.text(), within);
            } else {
                token.inside().learn(masker, within);
            }
        }
    }

    /** The JSON with placeholders; null where it needs none. */
    @Nullable
    String masked(PiiMasker masker, List<PiiSpan> spans) {
        var out = new JsonBuffer();
        int copied = start;
        for (Token token : tokens) {
            String masked = masked(token, masker, within(token, spans));
            if (masked != null) {
                out.raw(bytes, copied, token.span().start());
                out.quoted(masked);
                copied = token.span().end();
            }
        }
        return copied == start ? null : new String(out.raw(bytes, copied, read).take(), UTF_8);
    }

    private static @Nullable String masked(Token token, PiiMasker masker, List<PiiSpan> within) {
        if (token.inside() != null) {
            return token.inside().masked(masker, within);
        }
        if (within.isEmpty() && token.number() && token.text().length() < LEAST_DIGITS) {
            return null;
        }
        String masked = masker.mask(token.text(), within);
        return masked.equals(token.text()) ? null : masked;
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
