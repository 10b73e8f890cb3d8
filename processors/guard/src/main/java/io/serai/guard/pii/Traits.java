package io.serai.guard.pii;

/**
 * What one pass over a text tells, so that most rules need not look at most texts.
 *
 * @param digits     how many ASCII digits there are
 * @param at         whether there is an {@code @}, or the {@code %40} that it is in a URL
 * @param colons     how many colons there are
 * @param longestRun length of the longest run of ASCII letters, digits, {@code -} and {@code _}
 * @param dashes     length of the longest run of {@code -}
 */
record Traits(int digits, boolean at, int colons, int longestRun, int dashes) {
    static Traits of(String text) {
        int digits = 0;
        boolean at = false;
        int colons = 0;
        int run = 0;
        int longestRun = 0;
        int dash = 0;
        int dashes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Chars.token(c)) {
                longestRun = Math.max(longestRun, ++run);
                digits += Chars.digit(c) ? 1 : 0;
            } else {
                run = 0;
                at |= c == '@' || (c == '%' && text.startsWith("40", i + 1));
                colons += c == ':' ? 1 : 0;
            }
            dash = c == '-' ? dash + 1 : 0;
            dashes = Math.max(dashes, dash);
        }
        return new Traits(digits, at, colons, longestRun, dashes);
    }
}
