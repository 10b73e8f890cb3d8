package io.serai.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A top-level field that the gateway reads. {@code null} counts as absent for all of them. */
enum RequestField {
    MODEL("model", "a string", "\""),
    STREAM("stream", "true or false", "tf"),
    STREAM_OPTIONS("stream_options", "an object", "{"),
    MAX_TOKENS("max_tokens", "an integer", "-0123456789"),
    MAX_COMPLETION_TOKENS("max_completion_tokens", "an integer", "-0123456789"),
    SAMPLING_PARAMS("sampling_params", "an object, or an array of them for a batch", "{["),
    USER("user", "a string", "\""),
    TOOLS("tools", "an array", "["),
    MESSAGES("messages", "an array", "["),
    PROMPT("prompt", "a string or an array", "\"["),
    TEXT("text", "a string or an array of strings", "\"["),
    INPUT("input", "a string or an array", "\"["),
    INPUT_IDS("input_ids", "an array of token ids", "["),
    INPUT_EMBEDS("input_embeds", "an array", "["),
    QUERY("query", "a string, an object or an array", "\"{["),
    DOCUMENTS("documents", "an array or an object", "[{");

    private static final RequestField[][] BY_LENGTH = byLength();

    private final String text;
    private final String allowed;
    private final String firstBytes;

    RequestField(String text, String allowed, String firstBytes) {
        this.text = text;
        this.allowed = allowed;
        this.firstBytes = firstBytes;
    }

    private static RequestField[][] byLength() {
        var table = new RequestField[32][];
        for (int length = 0; length < table.length; length++) {
            int wanted = length;
            table[length] = Arrays.stream(values())
                    .filter(field -> field.text.length() == wanted)
                    .toArray(RequestField[]::new);
        }
        return table;
    }

    /** The field whose key the scanner has just read, or null. */
    static @Nullable RequestField at(JsonScanner scanner) {
        int length = scanner.keyLength();
        if (length < BY_LENGTH.length) {
            for (RequestField field : BY_LENGTH[length]) {
                if (scanner.keyIs(field.text)) {
                    return field;
                }
            }
        }
        return scanner.keyEscaped() ? named(scanner.key()) : null;
    }

    private static @Nullable RequestField named(String key) {
        for (RequestField field : values()) {
            if (field.text.equals(key)) {
                return field;
            }
        }
        return null;
    }

    /** The key. */
    String text() {
        return text;
    }

    /** What its value may be, in words. */
    String allowed() {
        return allowed;
    }

    /** Whether a value that begins with {@code first} has an allowed type. */
    boolean accepts(byte first) {
        return firstBytes.indexOf(first) >= 0;
    }
}
