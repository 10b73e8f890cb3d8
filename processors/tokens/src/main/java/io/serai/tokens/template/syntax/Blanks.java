package io.serai.tokens.template.syntax;

/** White space as Python knows it: with the no-break space and the separators that Java leaves out. */
public final class Blanks {
    private Blanks() {}

    /** Whether {@code c} is white space. */
    public static boolean is(int c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c >= 0x85
                && (c == 0x85
                        || c == 0xa0
                        || c == 0x1680
                        || (c >= 0x2000 && c <= 0x200a)
                        || c == 0x2028
                        || c == 0x2029
                        || c == 0x202f
                        || c == 0x205f
                        || c == 0x3000);
    }

    /** First position from {@code from} on that is no white space. */
    public static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Length of {@code text} without the white space at its end. */
    public static int endWithout(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
