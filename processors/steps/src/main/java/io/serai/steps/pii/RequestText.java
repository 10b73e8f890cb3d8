package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import io.serai.core.Span;
import io.serai.guard.pii.PiiMasker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text of a request.
 *
 * @param field the top-level field it stands in
 * @param index of the message, or of the item of the field; -1 where the field itself is the text
 * @param span  in the body, with its quotes
 * @param text  what it says
 * @param json  the same as JSON, or null
 * @param kind  how it is written in the body
 */
record RequestText(
        String field,
        int index,
        Span span,
        String text,
        @Nullable JsonText json,
        Kind kind) {
    /** How a text is written. */
    enum Kind {
        STRING,
        /** Without quotes. Nobody can read half a number: it is masked whole. */
        NUMBER
    }

    /** Where it stands, for messages to clients. */
    String place() {
        return index < 0 ? field : field + "[" + index + "]";
    }

    /** What is searched; spans are places in it. */
    String readable() {
        return json == null ? text : json.readable();
    }

    void learn(PiiMasker masker, List<PiiSpan> spans) {
        if (json == null) {
            masker.learn(text, whole(spans));
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
        String masked = masker.mask(text, whole(spans));
        return masked.equals(text) ? null : masked;
    }

    private List<PiiSpan> whole(List<PiiSpan> spans) {
        if (kind == Kind.STRING || spans.isEmpty()) {
            return spans;
        }
        PiiSpan first = spans.getFirst();
        return List.of(new PiiSpan(first.type(), 0, text.length(), first.score(), first.source()));
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "RequestText[" + place() + ", " + text.length() + " characters]";
    }
}
