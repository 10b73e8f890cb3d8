package io.serai.dialects;

/** JSON strings: text to their inside, and back. */
final class JsonQuote {
    private static final String HEX = "0123456789abcdef";

    private JsonQuote() {}

    /** Appends {@code text} as the inside of a JSON string. Pieces may be cut anywhere, surrogate pairs included. */
    static void escape(char[] text, int from, int to, StringBuilder out) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, plain, i - plain);
                escape(c, out);
                plain = i + 1;
            }
        }
        out.append(text, plain, to - plain);
    }

    /** A control character, escaped. */
    static String escape(char c) {
        StringBuilder out = new StringBuilder(6);
        escape(c, out);
        return out.toString();
    }

    private static void escape(char c, StringBuilder out) {
        out.append('\\');
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            default -> out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }

    /** {@code text} as a JSON string. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        escape(text.toCharArray(), 0, text.length(), out);
        out.append('"');
    }

    /** What the well-formed JSON string {@code text[from, to)}, with its quotes, stands for. */
    static String unquote(char[] text, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from + 1; i < to - 1; i++) {
            char c = text[i];
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text[++i];
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(new String(text, i + 1, 4), 16));
                i += 4;
            } else {
                out.append(plain(escaped));
            }
        }
        return out.toString();
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }
}
