package io.serai.tokens.hf;

/**
 * The part of a text that is to be encoded, with up to a character around it, as UTF-16 that has a UTF-8: a lone
 * surrogate is U+FFFD.
 *
 * @param chars the units
 * @param from  where the part starts in {@code chars}
 * @param to    where it ends
 * @param low   where the text around it starts: 0
 * @param high  where the text around it ends
 * @param shift what to add to an index to have that of the text
 */
record Source(char[] chars, int from, int to, int low, int high, int shift) {
    private static final int AROUND = 2;

    static Source of(String text, int from, int to) {
        int low = Math.max(0, from - AROUND);
        int high = Math.min(text.length(), to + AROUND);
        char[] chars = new char[high - low];
        text.getChars(low, high, chars, 0);
        for (int i = 0; i < chars.length; i++) {
            if (Character.isSurrogate(chars[i])) {
                i = pair(chars, i);
            }
        }
        return new Source(chars, from - low, to - low, 0, high - low, low);
    }

    /** Index of the last unit of the character at {@code at}, which is half of a pair or stands alone. */
    private static int pair(char[] chars, int at) {
        boolean whole = Character.isHighSurrogate(chars[at])
                && at + 1 < chars.length
                && Character.isLowSurrogate(chars[at + 1]);
        if (!whole) {
            chars[at] = '\uFFFD';
        }
        return whole ? at + 1 : at;
    }
}
