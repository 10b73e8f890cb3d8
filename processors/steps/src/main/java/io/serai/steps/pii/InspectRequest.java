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
 * @param source   name of the field that holds what is to be looked at
 * @param text     that text, else empty
 * @param types    to look for; empty: all
 * @param minScore what scores less is left out
 */
record InspectRequest(String source, String text, Set<String> types, double minScore) {
    private static final String TEXT = "text";

    /**
     * Reads the fields of {@code body}.
     *
     * @throws CallError 400 if it holds no text, texts in several fields, or something of a wrong type
     */
    static InspectRequest read(byte[] body) {
        var reader = new Reader(body);
        reader.read();
        if (reader.sources.isEmpty()) {
            throw CallError.of(
                            400,
                            "missing_required_parameter",
                            "One of 'text', 'texts' and 'messages' is missing; send the texts to look at.")
                    .about(TEXT);
        }
        if (reader.sources.size() > 1) {
            throw CallError.of(
                            400,
                            "invalid_value",
                            "'" + String.join("' and '", reader.sources) + "' are given; send one of them.")
                    .about(reader.sources.getLast());
        }
        return new InspectRequest(reader.sources.getFirst(), reader.text, reader.types, reader.minScore);
    }

    /** Whether what stands in the top-level field {@code name} is to be looked at. */
    boolean asksFor(String name) {
        return name.equals(source);
    }

    /** Whether it gave one text, which is answered without a list. */
    boolean single() {
        return source.equals(TEXT);
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
        private final LinkedHashSet<String> sources = new LinkedHashSet<>();
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
                    case "texts" -> texts();
                    case "messages" -> messages();
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
            sources.add(TEXT);
        }

        private void texts() {
            expect('[', "texts", "a list of strings");
            sources.add("texts");
            scanner.enterArray();
            for (int i = 0; scanner.nextItem(); i++) {
                string("texts[" + i + "]");
            }
        }

        /** Only what may hold the text of a message: no more of a chat matters here. */
        private void messages() {
            expect('[', "messages", "a list of messages");
            sources.add("messages");
            scanner.enterArray();
            for (int i = 0; scanner.nextItem(); i++) {
                message("messages[" + i + "]");
            }
        }

        private void message(String place) {
            expect('{', place, "an object with 'role' and 'content'");
            scanner.enterObject();
            while (scanner.nextField()) {
                if (scanner.keyIs("content") && scanner.peek() != 'n') {
                    content(place + ".content");
                } else {
                    scanner.skipValue();
                }
            }
        }

        private void content(String place) {
            if (scanner.peek() != '[') {
                expect('"', place, "a string or a list of parts");
                scanner.skipValue();
                return;
            }
            scanner.enterArray();
            for (int i = 0; scanner.nextItem(); i++) {
                part(place + "[" + i + "]");
            }
        }

        private void part(String place) {
            if (scanner.peek() == '"') {
                scanner.skipValue();
                return;
            }
            expect('{', place, "a part: an object with 'type' and 'text'");
            scanner.enterObject();
            while (scanner.nextField()) {
                if (scanner.keyIs("text")) {
                    string(place + ".text");
                } else {
                    scanner.skipValue();
                }
            }
        }

        private void string(String place) {
            expect('"', place, "a string");
            scanner.skipValue();
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
                throw CallError.of(400, "invalid_value", "'" + name + "' is " + seen() + "; send " + wanted + ".")
                        .about(name);
            }
        }

        private String seen() {
            return switch (scanner.peek()) {
                case '"' -> "a string";
                case '{' -> "an object";
                case '[' -> "a list";
                case 'n' -> "null";
                case 't', 'f' -> "true or false";
                default -> "a number";
            };
        }
    }
}
