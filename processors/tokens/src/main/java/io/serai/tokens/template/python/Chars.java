package io.serai.tokens.template.python;

/** What Python says of characters, where Java says otherwise. */
final class Chars {
    private static final String OTHER_DIGITS =
            "\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089"
                    + "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468";
    private static final String HAN_NUMBERS =
            "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u96f6";

    private Chars() {}

    /** Whether {@code repr} shows {@code c} as it is. */
    static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Whether {@code splitlines} cuts at {@code c}. */
    static boolean isLineEnd(char c) {
        return switch (c) {
            case '\n', '\r', 0x0b, 0x0c, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029 -> true;
            default -> false;
        };
    }

    static boolean isNumeric(int c) {
        return isDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER
                || HAN_NUMBERS.indexOf(c) >= 0;
    }

    /** Decimal digits, and superscripts and their like. */
    static boolean isDigit(int c) {
        return Character.isDigit(c) || OTHER_DIGITS.indexOf(c) >= 0;
    }

    static boolean isAlphabetic(int c) {
        return Character.isLetter(c);
    }
}
