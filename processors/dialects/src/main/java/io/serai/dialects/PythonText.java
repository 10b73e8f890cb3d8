package io.serai.dialects;

import org.jspecify.annotations.Nullable;

/**
 * Reads Python literals: strings with their escapes, numbers, {@code True/False/None} (and JSON's spelling of them),
 * lists, tuples and dicts, and calls with keyword arguments. Everything comes out as JSON text.
 */
final class PythonText {
    private static final int MAX_DEPTH = 256;

    private final String text;
    private int at;
    private int depth;

    PythonText(String text) {
        this.text = text;
    }

    /** {@code text} as JSON; null if it is no literal. */
    static @Nullable String json(String text) {
        PythonText python = new PythonText(text);
        StringBuilder out = new StringBuilder(text.length() + 8);
        python.skipSpace();
        boolean ok = python.value(out);
        python.skipSpace();
        return ok && python.at == text.length() ? out.toString() : null;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    boolean take(char c) {
        if (peek() == c && at < text.length()) {
            at++;
            return true;
        }
        return false;
    }

    void skipSpace() {
        while (at < text.length() && Input.isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** An identifier, dots and hyphens included; empty if there is none. */
    String name() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at), at == from)) {
            at++;
        }
        return text.substring(from, at);
    }

    static boolean isNamePart(char c, boolean first) {
        return Character.isLetter(c) || c == '_' || (!first && (Character.isDigit(c) || c == '.' || c == '-'));
    }

    /** {@code k=v, ...)} up to the closing bracket, as a JSON object; false if it is something else. */
    boolean keywords(StringBuilder out) {
        out.append('{');
        skipSpace();
        for (boolean first = true; !take(')'); first = false) {
            if (!first && !take(',')) {
                return false;
            }
            skipSpace();
            if (!first && take(')')) {
                break;
            }
            out.append(first ? "" : ", ");
            if (!keyword(out)) {
                return false;
            }
            skipSpace();
        }
        out.append('}');
        return true;
    }

    private boolean keyword(StringBuilder out) {
        String key = name();
        skipSpace();
        if (key.isEmpty() || !take('=')) {
            return false;
        }
        JsonQuote.quote(key, out);
        out.append(": ");
        skipSpace();
        return value(out);
    }

    boolean value(StringBuilder out) {
        char c = peek();
        return switch (c) {
            case '\'', '"' -> strings(out);
            case '[' -> nested(']', out);
            case '(' -> nested(')', out);
            case '{' -> dict(out);
            default -> {
                if (isStringPrefix()) {
                    yield strings(out);
                }
                boolean number = c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9');
                yield number ? number(out) : constant(out);
            }
        };
    }

    private boolean isStringPrefix() {
        return "rRuUbBfF".indexOf(peek()) >= 0
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\'');
    }

    private boolean constant(StringBuilder out) {
        String json = switch (name()) {
            case "True", "true" -> "true";
            case "False", "false" -> "false";
            case "None", "null" -> "null";
            default -> "";
        };
        out.append(json);
        return !json.isEmpty();
    }

    private boolean number(StringBuilder out) {
        if (peek() == '+') {
            at++;
        }
        int from = at;
        while (at < text.length() && "+-.0123456789eE_".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at).replace("_", "");
        boolean negative = number.startsWith("-");
        String digits = negative ? number.substring(1) : number;
        if (digits.startsWith(".")) {
            digits = "0" + digits;
        }
        digits = digits.endsWith(".") ? digits + "0" : digits.replace(".e", ".0e");
        String json = negative ? "-" + digits : digits;
        out.append(json);
        return JsonText.isValid(json);
    }

    private boolean nested(char closer, StringBuilder out) {
        at++;
        if (++depth > MAX_DEPTH) {
            return false;
        }
        out.append('[');
        skipSpace();
        for (boolean first = true; !take(closer); first = false) {
            if (!separated(first, closer)) {
                return false;
            }
            if (take(closer)) {
                break;
            }
            out.append(first ? "" : ", ");
            if (!value(out)) {
                return false;
            }
            skipSpace();
        }
        depth--;
        out.append(']');
        return true;
    }

    private boolean separated(boolean first, char closer) {
        if (!first && !take(',')) {
            return false;
        }
        skipSpace();
        return !(first && peek() == closer);
    }

    private boolean dict(StringBuilder out) {
        at++;
        if (++depth > MAX_DEPTH) {
            return false;
        }
        out.append('{');
        skipSpace();
        for (boolean first = true; !take('}'); first = false) {
            if (!separated(first, '}')) {
                return false;
            }
            if (take('}')) {
                break;
            }
            out.append(first ? "" : ", ");
            if (!entry(out)) {
                return false;
            }
            skipSpace();
        }
        depth--;
        out.append('}');
        return true;
    }

    private boolean entry(StringBuilder out) {
        int from = out.length();
        boolean isString = peek() == '"' || peek() == '\'';
        if (!value(out)) {
            return false;
        }
        if (!isString) {
            String key = out.substring(from);
            out.setLength(from);
            JsonQuote.quote(key, out);
        }
        skipSpace();
        if (!take(':')) {
            return false;
        }
        out.append(": ");
        skipSpace();
        return value(out);
    }

    /** One string, or several that Python joins. */
    private boolean strings(StringBuilder out) {
        StringBuilder value = new StringBuilder();
        do {
            if (!new PythonString(this).read(value)) {
                return false;
            }
            skipSpace();
        } while (peek() == '"' || peek() == '\'');
        JsonQuote.quote(value.toString(), out);
        return true;
    }

    String text() {
        return text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }
}
