package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.serai.core.CallError;
import io.serai.core.Span;
import io.serai.guard.pii.PiiRules;
import io.serai.wire.JsonScanner;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client asks of {@code POST /v1/pii}; the texts themselves are found by {@link RequestReader}.
 *
 * @param single   whether it gave one text
 * @param text     that text, else empty
 * @param types    to look for; empty: all
 * @param minScore what scores less is left out
 */
record InspectRequest(boolean single, String text, Set<String> types, double minScore) {
    private static final String TEXT = "text";
    private static final Set<String> SEVERAL = Set.of("texts", "messages");

    /**
     * Reads the fields of {@code body}.
     *
     * @throws CallError 400 if it holds no text, or something of a wrong type
     */
    static InspectRequest read(byte[] body) {
        var reader = new Reader(body);
        reader.read();
        if (!reader.single && !reader.several) {
            throw CallError.of(
                            400,
                            "missing_required_parameter",
                            "One of 'text', 'texts' and 'messages' is missing; send the texts to look at.")
                    .about("text");
        }
        return new InspectRequest(reader.single && !reader.several, reader.text, reader.types, reader.minScore);
    }

    /** Whether what stands in the top-level field {@code name} is to be looked at. */
    boolean asksFor(String name) {
        return single ? name.equals(TEXT) : SEVERAL.contains(name) || name.equals(TEXT);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "InspectRequest[" + types + "]";
    }

    private static final class Reader {
        private final byte[] body;
        private final JsonScanner scanner;
        private final Set<String> types = new LinkedHashSet<>();
        private boolean single;
        private boolean several;
        private String text = "";
        private double minScore = PiiRules.DEFAULT_MIN_SCORE;

        Reader(byte[] body) {
            this.body = body;
            scanner = new JsonScanner(body);
        }

        void read() {
            scanner.skipSpace();
            scanner.enterObject();
            while (scanner.nextField()) {
                switch (scanner.key()) {
                    case "text" -> single();
                    case "texts", "messages" -> several(scanner.key());
                    case "types" -> types();
                    case "min_score" -> minScore();
                    default -> scanner.skipValue();
                }
            }
            scanner.expectEnd();
        }

        private void single() {
            expect('"', "text", "a string");
            text = scanner.text(scanner.value());
            single = true;
        }

        private void several(String name) {
            expect('[', name, "a list");
            scanner.skipValue();
            several = true;
        }

        private void types() {
            expect('[', "types", "a list of strings");
            scanner.enterArray();
            while (scanner.nextItem()) {
                expect('"', "types", "a list of strings");
                types.add(scanner.text(scanner.value()));
            }
        }

        private void minScore() {
            byte first = scanner.peek();
            Span span = scanner.value();
            boolean number = first >= '0' && first <= '9';
            minScore = number ? Double.parseDouble(new String(body, span.start(), span.length(), US_ASCII)) : -1;
            if (!(minScore >= 0 && minScore <= 1)) {
                throw CallError.of(400, "invalid_value", "'min_score' must be a number from 0 to 1.")
                        .about("min_score");
            }
        }

        private void expect(char first, String name, String wanted) {
            if (scanner.peek() != first) {
                throw CallError.of(400, "invalid_value", "'" + name + "' must be " + wanted + ".")
                        .about(name);
            }
        }
    }
}
