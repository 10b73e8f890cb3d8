package io.serai.tokens.bpe;

/**
 * Unicode classes as bits of one byte a UTF-16 unit, for the scanners. Every character has at most one bit.
 *
 * <p>White space is the Unicode property (25 characters), which is neither of the JDK's own two notions of it. A lone
 * surrogate has the class of U+FFFD.
 */
public final class CharClass {
    /** Upper-case and title-case letters. */
    static final int UPPER = 1;

    /** Lower-case letters. */
    static final int LOWER = 2;

    /** Letters without case, modifier letters. */
    static final int OTHER_LETTER = 4;

    static final int MARK = 8;
    static final int NUMBER = 16;

    /** White space but line ends. */
    static final int BLANK = 32;

    /** {@code \r} and {@code \n}. */
    static final int LINE_END = 64;

    /** Punctuation and symbols. */
    static final int SIGN = 128;

    static final int LETTER = UPPER | LOWER | OTHER_LETTER;
    static final int SPACE = BLANK | LINE_END;

    private static final byte[] UNITS = units();

    private CharClass() {}

    /** Class of the character at {@code index}, which is below {@code to}. */
    static int at(char[] text, int index, int to) {
        char unit = text[index];
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return UNITS[unit] & 0xFF;
        }
        return supplementary(text, index, to);
    }

    /** Index behind the character at {@code index}. */
    static int after(char[] text, int index, int to) {
        boolean pair =
                Character.isHighSurrogate(text[index]) && index + 1 < to && Character.isLowSurrogate(text[index + 1]);
        return pair ? index + 2 : index + 1;
    }

    /** Index of the character before {@code index}, which is above {@code from}. */
    static int before(char[] text, int index, int from) {
        boolean pair = Character.isLowSurrogate(text[index - 1])
                && index - 1 > from
                && Character.isHighSurrogate(text[index - 2]);
        return pair ? index - 2 : index - 1;
    }

    /** Index of the first character from {@code index} whose class is none of {@code wanted}. */
    static int run(char[] text, int index, int to, int wanted) {
        int at = index;
        while (at < to) {
            char unit = text[at];
            if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
                if ((UNITS[unit] & wanted) == 0) {
                    return at;
                }
                at++;
            } else if ((supplementary(text, at, to) & wanted) != 0) {
                at = after(text, at, to);
            } else {
                return at;
            }
        }
        return at;
    }

    /** As {@link #run}, for the first character whose class is one of {@code unwanted}. */
    static int runWithout(char[] text, int index, int to, int unwanted) {
        int at = index;
        while (at < to && (at(text, at, to) & unwanted) == 0) {
            at = after(text, at, to);
        }
        return at;
    }

    /** Class of a code point. */
    static int of(int codePoint) {
        if (whiteSpace(codePoint)) {
            return codePoint == '\r' || codePoint == '\n' ? LINE_END : BLANK;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
            case Character.LOWERCASE_LETTER -> LOWER;
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> OTHER_LETTER;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> SIGN;
            default -> 0;
        };
    }

    /** The Unicode property White_Space. */
    public static boolean whiteSpace(int codePoint) {
        return (codePoint >= 0x9 && codePoint <= 0xD)
                || codePoint == 0x20
                || codePoint == 0x85
                || codePoint == 0xA0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000;
    }

    private static int supplementary(char[] text, int index, int to) {
        if (Character.isHighSurrogate(text[index]) && index + 1 < to && Character.isLowSurrogate(text[index + 1])) {
            return of(Character.toCodePoint(text[index], text[index + 1]));
        }
        return SIGN;
    }

    private static byte[] units() {
        byte[] units = new byte[1 << 16];
        for (int unit = 0; unit < units.length; unit++) {
            units[unit] = (byte) of(unit);
        }
        return units;
    }
}
