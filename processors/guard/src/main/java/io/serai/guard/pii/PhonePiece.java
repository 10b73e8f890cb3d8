package io.serai.guard.pii;

import java.util.regex.Pattern;

/** Digits with the separators of phone numbers from one place on; the first groups of them are a candidate. */
final class PhonePiece {
    /** How a number is written, and what that is worth without and with a word beside it. */
    enum Form {
        INTERNATIONAL(0.75, 0.97),
        AMERICAN(0.6, 0.95),
        TRUNK(0.55, 0.9),
        GROUPED(0.2, 0.75),
        BARE(0.1, 0.65);

        private final double alone;
        private final double withWord;

        Form(double alone, double withWord) {
            this.alone = alone;
            this.withWord = withWord;
        }

        double alone() {
            return alone;
        }

        double withWord() {
            return withWord;
        }
    }

    /** What is worth less alone is not tried without a word: trying costs more than all else here. */
    static final double LEAST = 0.3;

    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 17;
    private static final int MAX_GROUPS = 10;
    private static final int MAX_GAP = 3;
    private static final int MIN_TRUNK = 9;
    private static final Pattern GAPS = Pattern.compile("[^0-9]+");
    private static final Pattern AREA = Pattern.compile("1 ?[ (]3\\b");
    private static final String SEPARATORS = " -./()\u00a0\u2010\u2011\u2013";

    private final String text;
    private final int start;
    private final int[] ends = new int[MAX_GROUPS];
    private final int[] shapeUntil = new int[MAX_GROUPS];
    private final int[] digitsUntil = new int[MAX_GROUPS];
    private final StringBuilder shape = new StringBuilder();
    private int firstEnd;
    private int groups;
    private int used;

    private PhonePiece(String text, int start) {
        this.text = text;
        this.start = start;
    }

    static PhonePiece read(String text, int start) {
        var piece = new PhonePiece(text, start);
        int at = start;
        while (!Chars.digit(Chars.at(text, at)) && at < text.length()) {
            at++;
        }
        piece.readGroups(at);
        return piece;
    }

    private void readGroups(int from) {
        int at = from;
        int digits = 0;
        while (groups < MAX_GROUPS) {
            int end = at;
            while (end < text.length() && Chars.digit(text.charAt(end))) {
                end++;
            }
            firstEnd = groups == 0 ? end : firstEnd;
            digits += end - at;
            if (digits > MAX_DIGITS) {
                return;
            }
            shape.append(end - at);
            ends[groups] = end;
            shapeUntil[groups] = shape.length();
            digitsUntil[groups++] = digits;
            int next = gapEnd(end);
            if (next == end || !Chars.digit(Chars.at(text, next))) {
                return;
            }
            shape.append(text, end, next);
            at = next;
        }
    }

    private int gapEnd(int from) {
        if (text.startsWith(". ", from)) {
            return from; // the end of a sentence, or of a number that is written as 1. is
        }
        int end = from;
        while (end < from + MAX_GAP && SEPARATORS.indexOf(Chars.at(text, end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Makes the first {@code count} groups the candidate; whether they could be a number at all. */
    boolean use(int count) {
        used = count - 1;
        int digits = digitsUntil[used];
        char next = Chars.at(text, end());
        boolean goesOn = ".-/,:".indexOf(next) >= 0 && Chars.digit(Chars.at(text, end() + 1));
        boolean extension = next == 'x' || next == 'X' || next == 'e';
        return digits >= MIN_DIGITS && !goesOn && (extension || Chars.ends(text, end())) && next != '%' && balanced();
    }

    private boolean balanced() {
        int open = 0;
        for (int i = start; i < end(); i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    Form form() {
        char first = text.charAt(start);
        if (first == '+'
                || text.startsWith("(+", start)
                || (text.startsWith("00", start) && digitsUntil[used] > MIN_TRUNK + 1)) {
            return Form.INTERNATIONAL;
        }
        String plain = GAPS.matcher(shape()).replaceAll("-");
        if (plain.equals("3-3-4") || plain.equals("1-3-3-4")) {
            return Form.AMERICAN;
        }
        if (used == 0 || plain.equals("5-4")) {
            return Form.BARE; // the latter is how American postal codes are written
        }
        boolean trunk = first == '0' ? !isNumber() : first == '(' && text.charAt(start + 1) == '0';
        return trunk && digitsUntil[used] >= MIN_TRUNK ? Form.TRUNK : Form.GROUPED;
    }

    /** Whether a 0 stands alone before other than the three digits of an area, as in lists of numbers: 0.5, 0 1 2. */
    private boolean isNumber() {
        return ends[0] == start + 1
                && (shape().indexOf('.') >= 0 || !AREA.matcher(shape()).lookingAt());
    }

    /** Four groups with dots, as an address of IPv4 has. */
    boolean dottedQuad() {
        return used == 3 && shape().chars().filter(c -> c == '.').count() == 3 && text.charAt(start) != '0';
    }

    String shape() {
        return shape.substring(0, shapeUntil[used]);
    }

    String text() {
        return text.substring(start, end());
    }

    /** Groups of the candidate. */
    int used() {
        return used + 1;
    }

    /** Groups that were read. */
    int groups() {
        return groups;
    }

    int start() {
        return start;
    }

    int end() {
        return ends[used];
    }

    int firstEnd() {
        return firstEnd;
    }
}
