package io.serai.tokens.wordpiece;

/**
 * Classes of characters as the BERT parts know them. Their tables are those of Unicode 8 (categories) and 9
 * (decompositions): what came later is a plain letter to them, whatever it is today.
 */
final class BertUnicode {
    /** First and last of ranges of later characters, as far as they are not letters without decomposition anyway. */
    private static final int[] LATER =
            ranges("61d 7fd 890-8e2 9fd-9fe a76 afa-aff b55 c04-c3c c77 c84 d00 d3b-d3c d81 eba "
                    + "ece 180f-1886 1abf-1ace 1b4e-1b4f 1b7d-1b7f 1df6-1dfb 2e43-2e5d a82c a8c5 a8ff a9bd 105c9-105e4 "
                    + "10d24-10f89 11070-11074 110c2-110cd 111c9 111cf 1123e-11241 1133b 11383-1145e 11660-1166c 116b9 "
                    + "1182f-11fff 12ff1-1612f 16d68-16f4f 16fe2-16fe4 1cf00-1cf46 1e000-1e5ff 1e944-1e95f");

    /** Ranges that get a space on either side. Hangul and Kana are not among them. */
    private static final int[] IDEOGRAPHS =
            ranges("3400-4dbf 4e00-9fff f900-faff 20000-2a6df 2a700-2b81f 2b920-2ceaf 2f800-2fa1f");

    private static final int PUNCTUATION = 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.DASH_PUNCTUATION
            | 1 << Character.START_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.INITIAL_QUOTE_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION
            | 1 << Character.OTHER_PUNCTUATION;

    private static final int REMOVED =
            1 << Character.CONTROL | 1 << Character.FORMAT | 1 << Character.PRIVATE_USE | 1 << Character.SURROGATE;

    private BertUnicode() {}

    /** White space in the sense of Unicode, not of Java. */
    static boolean space(int c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c));
    }

    /** Punctuation of Unicode and each ASCII sign that is no letter, digit or space. */
    static boolean punctuation(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        }
        return has(PUNCTUATION, c) || c == 0x166D || c == 0x111C9;
    }

    /** What cleaning takes out: controls but tab and line ends, invisible format characters, U+FFFD. */
    static boolean removed(int c) {
        if (c < 0x7F) {
            return c < ' ' && c != '\t' && c != '\n' && c != '\r';
        }
        return c == 0xFFFD || has(REMOVED, c);
    }

    static boolean ideograph(int c) {
        return c >= 0x3400 && in(IDEOGRAPHS, c);
    }

    /** An accent or another mark that takes no room. */
    static boolean mark(int c) {
        return c >= 0x300 && (has(1 << Character.NON_SPACING_MARK, c) || c == 0x1734 || c == 0x1171E);
    }

    /** Whether decompositions of {@code c} are known. */
    static boolean decomposes(int c) {
        return c >= 0xC0 && !in(LATER, c);
    }

    private static boolean has(int categories, int c) {
        return (categories >> Character.getType(c) & 1) != 0 && !in(LATER, c);
    }

    private static boolean in(int[] ranges, int c) {
        int low = 0;
        int high = ranges.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (c < ranges[2 * middle]) {
                high = middle - 1;
            } else if (c > ranges[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static int[] ranges(String hex) {
        String[] parts = hex.split(" ", -1);
        int[] ranges = new int[parts.length * 2];
        for (int i = 0; i < parts.length; i++) {
            int dash = parts[i].indexOf('-');
            ranges[2 * i] = Integer.parseInt(parts[i].substring(0, dash < 0 ? parts[i].length() : dash), 16);
            ranges[2 * i + 1] = Integer.parseInt(parts[i].substring(dash + 1), 16);
        }
        return ranges;
    }
}
