package io.serai.guard.pii;

/**
 * Groups of digits with single separators from one place on, at most {@link #MAX_DIGITS} digits; the first
 * {@link #use} of them are a candidate.
 */
final class Groups {
    static final int MAX_DIGITS = 20;
    private static final int MAX_GROUPS = 8;
    private static final char NO_BREAK_SPACE = '\u00a0';

    private final String text;
    private final StringBuilder digits = new StringBuilder();
    private final StringBuilder shape = new StringBuilder();
    private final int[] ends = new int[MAX_GROUPS];
    private final int[] digitsUntil = new int[MAX_GROUPS];
    private final int[] shapeUntil = new int[MAX_GROUPS];
    private int start;
    private int count;
    private int used;

    Groups(String text) {
        this.text = text;
    }

    /** Reads the groups from {@code from}; gives the end of the first one, however long it is. */
    int read(int from) {
        start = from;
        count = 0;
        digits.setLength(0);
        shape.setLength(0);
        int at = from;
        while (count < MAX_GROUPS) {
            int end = groupEnd(at);
            if (digits.length() + end - at > MAX_DIGITS) {
                return count == 0 ? skip(end) : ends[0];
            }
            digits.append(text, at, end);
            shape.append(end - at);
            ends[count] = end;
            digitsUntil[count] = digits.length();
            shapeUntil[count] = shape.length();
            count++;
            char separator = Chars.at(text, end);
            if (!separates(separator) || !Chars.digit(Chars.at(text, end + 1))) {
                break;
            }
            shape.append(separator == NO_BREAK_SPACE ? ' ' : separator);
            at = end + 1;
        }
        return ends[0];
    }

    private int groupEnd(int at) {
        int end = at;
        int limit = Math.min(text.length(), at + MAX_DIGITS + 1);
        while (end < limit && Chars.digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int skip(int from) {
        int end = from;
        while (end < text.length() && Chars.digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean separates(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '/' || c == NO_BREAK_SPACE;
    }

    int count() {
        return count;
    }

    /** Makes the first {@code groups} the candidate; whether it ends where a number may end. */
    boolean use(int groups) {
        used = groups - 1;
        char next = Chars.at(text, end());
        boolean goesOn = (next == '.' || next == '-' || next == ',') && Chars.digit(Chars.at(text, end() + 1));
        return !goesOn && Chars.ends(text, end()) && next != '%';
    }

    /** Digits of the candidate. */
    String digits() {
        return digits.substring(0, digitsUntil[used]);
    }

    int length() {
        return digitsUntil[used];
    }

    /** Lengths of the groups and what stands between them: {@code 3-2-4}. */
    String shape() {
        return shape.substring(0, shapeUntil[used]);
    }

    int groups() {
        return used + 1;
    }

    int start() {
        return start;
    }

    int end() {
        return ends[used];
    }
}
