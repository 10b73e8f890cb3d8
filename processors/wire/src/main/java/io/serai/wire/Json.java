package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes text into JSON, for bodies small enough to be put together from strings. */
public final class Json {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Json() {}

    /**
     * {@code text} as a JSON string with its quotes. A lone surrogate, which UTF-8 cannot carry, is escaped, so the
     * result survives {@link #utf8}.
     */
    public static String quote(String text) {
        return quote(new StringBuilder(text.length() + 2), text).toString();
    }

    /** Appends {@link #quote(String)}. */
    public static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(out, c);
            } else if (Character.isSurrogate(c) && !paired(text, i)) {
                unicode(out, c);
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /** {@code text} as it stands between the quotes of {@link #quote(String)}. */
    public static String escaped(String text) {
        String quoted = quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> unicode(out, c);
        }
    }

    private static void unicode(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[(c >> 8) & 0xF])
                .append(HEX[(c >> 4) & 0xF])
                .append(HEX[c & 0xF]);
    }

    /** The bytes of {@code json}. */
    public static byte[] utf8(String json) {
        return json.getBytes(UTF_8);
    }
}
