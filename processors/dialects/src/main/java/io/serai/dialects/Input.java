package io.serai.dialects;

/**
 * Text that is not yet given out. Positions are valid only until the next {@link #add}: between pushes a reader keeps
 * states, never positions, except the two marks, which move along.
 */
final class Input {
    private static final int FIRST_CAPACITY = 512;

    private char[] text = new char[FIRST_CAPACITY];
    private int at;
    private int limit;
    private int blockMark = -1;
    private int callMark = -1;
    private boolean ended;

    void add(String more) {
        int needed = limit + more.length();
        if (needed > text.length) {
            makeRoom(more.length());
        }
        more.getChars(0, more.length(), text, limit);
        limit += more.length();
    }

    private void makeRoom(int more) {
        int from = blockMark >= 0 ? Math.min(blockMark, at) : at;
        int kept = limit - from;
        char[] target = kept + more > text.length / 2 ? new char[Math.max(text.length, (kept + more) * 2)] : text;
        System.arraycopy(text, from, target, 0, kept);
        text = target;
        at -= from;
        limit = kept;
        blockMark = blockMark < 0 ? -1 : blockMark - from;
        callMark = callMark < 0 ? -1 : callMark - from;
    }

    void end() {
        ended = true;
    }

    /** Whether nothing more will come: what could become a marker is text now. */
    boolean ended() {
        return ended;
    }

    char[] text() {
        return text;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    int limit() {
        return limit;
    }

    boolean isEmpty() {
        return at >= limit;
    }

    char peek() {
        return text[at];
    }

    /** Keeps the text from here on until {@link #unmark}: a block of calls begins. */
    void markBlock() {
        blockMark = at;
        callMark = at;
    }

    /** A further call of the block begins here. */
    void markCall() {
        callMark = at;
    }

    int blockMark() {
        return blockMark;
    }

    int callMark() {
        return callMark;
    }

    void unmark() {
        blockMark = -1;
        callMark = -1;
    }

    /** Skips white space; false if the text ends with it. */
    boolean skipSpace() {
        while (at < limit && isSpace(text[at])) {
            at++;
        }
        return at < limit;
    }

    /** How the text at the current position compares with {@code literal}. */
    Match match(String literal) {
        return match(literal, at);
    }

    Match match(String literal, int position) {
        int length = Math.min(literal.length(), limit - position);
        for (int i = 0; i < length; i++) {
            if (text[position + i] != literal.charAt(i)) {
                return Match.NO;
            }
        }
        if (length == literal.length()) {
            return Match.YES;
        }
        return ended ? Match.NO : Match.MAYBE;
    }

    /** Where {@code literal} is from {@code from} on; -1 if it is not here, or not all of it. */
    int indexOf(String literal, int from) {
        for (int i = from; i <= limit - literal.length(); i++) {
            if (match(literal, i) == Match.YES) {
                return i;
            }
        }
        return -1;
    }

    /** Consumes {@code literal} if it is here. */
    Match take(String literal) {
        Match match = match(literal);
        if (match == Match.YES) {
            at += literal.length();
        }
        return match;
    }

    String slice(int from, int to) {
        return new String(text, from, to - from);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Result of a comparison with text that may go on. */
    enum Match {
        YES,
        NO,
        /** All that is here fits; more text decides. */
        MAYBE
    }
}
