package io.serai.steps.pii;

import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.Unmasker;
import io.serai.wire.Json;

/**
 * Restores values in one text of an answer. A text that begins with a bracket is taken for JSON, as clients ask for it:
 * inside its strings a value is escaped, unless it was found as it would stand there.
 */
final class AnswerUnmasker {
    private enum Form {
        /** Nothing but space so far. */
        UNKNOWN,
        JSON,
        TEXT
    }

    private final Unmasker unmasker;
    private Form form;
    private boolean inString;
    private boolean escaped;

    private AnswerUnmasker(Unmasker unmasker, Form form) {
        this.unmasker = unmasker;
        this.form = form;
    }

    private AnswerUnmasker(PiiMasker masker) {
        this.unmasker = masker.unmasker(this::spelled);
        this.form = Form.UNKNOWN;
    }

    /** For a text. */
    static AnswerUnmasker ofText(PiiMasker masker) {
        return new AnswerUnmasker(masker);
    }

    /** For arguments of a tool: in these values are found without their escapes. */
    static AnswerUnmasker ofArguments(PiiMasker masker) {
        return new AnswerUnmasker(masker.jsonUnmasker(), Form.TEXT);
    }

    private String spelled(String value) {
        return !inString || standsInJson(value) ? value : Json.escaped(value);
    }

    private static boolean standsInJson(String value) {
        boolean escape = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = escape ? "\"\\/bfnrtu".indexOf(c) >= 0 : c >= ' ' && c != '"';
            if (!fits) {
                return false;
            }
            escape = c == '\\' && !escape;
        }
        return !escape;
    }

    /** The text that is certain with this chunk. */
    String push(String chunk) {
        if (form == Form.UNKNOWN) {
            String start = chunk.stripLeading();
            if (!start.isEmpty()) {
                form = start.charAt(0) == '{' || start.charAt(0) == '[' ? Form.JSON : Form.TEXT;
            }
        }
        return form == Form.JSON ? json(chunk) : unmasker.push(chunk);
    }

    /** In pieces, since a value is written as its place needs it: a quote turns that only behind what it ends. */
    private String json(String chunk) {
        var out = new StringBuilder(chunk.length() + 64);
        int from = 0;
        for (int i = 0; i < chunk.length(); i++) {
            char c = chunk.charAt(i);
            if (c == '"' && !escaped) {
                out.append(unmasker.push(chunk.substring(from, i + 1)));
                from = i + 1;
                inString = !inString;
            }
            escaped = inString && c == '\\' && !escaped;
        }
        return out.append(unmasker.push(chunk.substring(from))).toString();
    }

    /** What was held back. */
    String end() {
        return unmasker.end();
    }
}
