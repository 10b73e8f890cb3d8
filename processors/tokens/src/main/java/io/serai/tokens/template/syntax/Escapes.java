package io.serai.tokens.template.syntax;

/** Backslash escapes of string literals. One that is unknown stays as it is written, backslash and all. */
final class Escapes {
    private final String text;
    private final int line;
    private final StringBuilder out;
    private int at;

    private Escapes(String text, int line) {
        this.text = text;
        this.line = line;
        out = new StringBuilder(text.length());
    }

    static String decoded(String text, int line) throws SyntaxException {
        return text.indexOf('\\') < 0 ? text : new Escapes(text, line).decode();
    }

    private String decode() throws SyntaxException {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                escape();
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void escape() throws SyntaxException {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append((char) c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
            default -> unknown(c);
        }
    }

    private void hex(int digits) throws SyntaxException {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new SyntaxException("escape with fewer than " + digits + " hexadecimal digits", line);
            }
            value = value * 16 + digit;
            at++;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw new SyntaxException("escape of an illegal Unicode character", line);
        }
        out.appendCodePoint((int) value);
    }

    private void octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at < text.length(); i++) {
            int digit = Character.digit(text.charAt(at), 8);
            if (digit < 0) {
                break;
            }
            value = value * 8 + digit;
            at++;
        }
        out.append((char) value);
    }

    private void named() throws SyntaxException {
        int end = text.startsWith("{", at) ? text.indexOf('}', at) : -1;
        try {
            if (end > 0) {
                out.appendCodePoint(Character.codePointOf(text.substring(at + 1, end)));
                at = end + 1;
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("unknown Unicode character name in an escape", line);
        }
        throw new SyntaxException("malformed \\N escape; write \\N{NAME}", line);
    }

    /** Python first writes what is not ASCII as an escape of its own, and so undoes that one instead. */
    private void unknown(int c) {
        out.append('\\');
        if (c < 0x80) {
            out.append((char) c);
        } else if (c < 0x100) {
            out.append("x%02x".formatted(c));
        } else if (c < 0x10000) {
            out.append("u%04x".formatted(c));
        } else {
            out.append("U%08x".formatted(c));
        }
    }
}
