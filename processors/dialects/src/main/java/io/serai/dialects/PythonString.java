package io.serai.dialects;

/** Reads one Python string literal: prefix, single or triple quotes, escapes. */
final class PythonString {
    private final PythonText python;
    private final String text;
    private int at;

    PythonString(PythonText python) {
        this.python = python;
        text = python.text();
        at = python.position();
    }

    /** Appends the string's value; false if it has no end or a broken escape. */
    boolean read(StringBuilder out) {
        boolean raw = false;
        while (text.charAt(at) != '"' && text.charAt(at) != '\'') {
            raw = raw || text.charAt(at) == 'r' || text.charAt(at) == 'R';
            at++;
        }
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        String closer = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += closer.length();
        while (at < text.length() && !text.startsWith(closer, at)) {
            char c = text.charAt(at++);
            if (c != '\\') {
                if (c == '\n' && closer.length() == 1) {
                    return false;
                }
                out.append(c);
            } else if (at == text.length() || !escape(raw, out)) {
                return false;
            }
        }
        boolean closed = at < text.length();
        python.moveTo(at + closer.length());
        return closed;
    }

    private boolean escape(boolean raw, StringBuilder out) {
        char c = text.charAt(at++);
        if (raw) {
            out.append('\\').append(c);
            return true;
        }
        switch (c) {
            case '\n' -> {}
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'a' -> out.append('\u0007');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(c);
            case 'x' -> {
                return code(2, out);
            }
            case 'u' -> {
                return code(4, out);
            }
            case 'U' -> {
                return code(8, out);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c, out);
            default -> out.append('\\').append(c);
        }
        return true;
    }

    private boolean code(int digits, StringBuilder out) {
        int value = 0;
        for (int i = 0; i < digits; i++, at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                return false;
            }
            value = value * 16 + digit;
        }
        if (!Character.isValidCodePoint(value)) {
            return false;
        }
        out.appendCodePoint(value);
        return true;
    }

    private void octal(char first, StringBuilder out) {
        int value = first - '0';
        for (int i = 0; i < 2 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++, at++) {
            value = value * 8 + text.charAt(at) - '0';
        }
        out.append((char) value);
    }
}
