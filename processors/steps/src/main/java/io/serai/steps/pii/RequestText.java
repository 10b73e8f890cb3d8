package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import io.serai.core.Span;
import io.serai.guard.pii.PiiMasker;
import io.serai.wire.chat.JsonBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text of a request.
 *
 * @param field  the top-level field it stands in
 * @param index  of the message, or of the item of the field; -1 where the field itself is the text
 * @param span   in the body, with its quotes
 * @param text   what it says
 * @param json   the same as JSON, or null
 * @param quoted whether it is a string of the body, else it is a value of another kind, as it is written
 */
record RequestText(
        String field,
        int index,
        Span span,
        String text,
        @Nullable SearchableJson json,
        boolean quoted) {
    /** Where it stands, for messages to clients. */
    String place() {
        return index < 0 ? field : field + "[" + index + "]";
    }

    /** What is searched; spans are places in it. */
    String readable() {
        return json == null ? text : json.readable();
    }

    /** How many characters (Unicode code points) are searched. */
    int characters() {
        return readable().codePointCount(0, readable().length());
    }

    void learn(PiiMasker masker, List<PiiSpan> spans) {
        if (json == null) {
            masker.learn(text, spans);
        } else {
            json.learn(masker, spans);
        }
    }

    /** With placeholders; null where it needs none. */
    @Nullable
    String masked(PiiMasker masker, List<PiiSpan> spans) {
        if (json != null) {
            return json.masked(masker, spans);
        }
        String masked = masker.mask(text, spans);
        return masked.equals(text) ? null : masked;
    }

    /** Writes what takes its place in the body. */
    void write(JsonBuffer out, String masked) {
        if (quoted) {
            out.quoted(masked);
        } else {
            byte[] bytes = masked.getBytes(UTF_8);
            out.raw(bytes, 0, bytes.length);
        }
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "RequestText[" + place() + ", " + text.length() + " characters]";
    }
}
