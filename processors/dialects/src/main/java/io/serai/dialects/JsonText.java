package io.serai.dialects;

/**
 * Recognises one JSON value in text that arrives in pieces: says where it ends, and as soon as it is none. Strict (RFC
 * 8259), since what it lets through goes to clients as JSON. Keeps no text; nothing is allocated while reading.
 */
final class JsonText {
    private static final int MAX_DEPTH = 512;

    /** What came of reading. */
    enum Status {
        MORE,
        DONE,
        BROKEN
    }

    private enum State {
        VALUE,
        FIRST_KEY,
        KEY,
        COLON,
        FIRST_ELEMENT,
        AFTER,
        STRING,
        ESCAPE,
        HEX,
        WORD,
        MINUS,
        ZERO,
        INTEGER,
        POINT,
        FRACTION,
        EXPONENT,
        EXPONENT_SIGN,
        EXPONENT_DIGITS,
        /** Nothing but brackets and strings is looked at any more. */
        LOOSE,
        LOOSE_STRING,
        LOOSE_ESCAPE,
        DONE,
        BROKEN
    }

    private final boolean[] isObject = new boolean[MAX_DEPTH];
    private State state = State.VALUE;
    private int depth;
    private boolean key;
    private int hexLeft;
    private String word = "";
    private int wordAt;
    private boolean controls;
    private boolean forgiving;
    private boolean faulty;

    void reset() {
        state = State.VALUE;
        depth = 0;
        key = false;
        controls = false;
        forgiving = false;
        faulty = false;
    }

    /** Strings may hold control characters, until the next {@link #reset}; the reader takes them out, see {@link #isAtControl}. */
    void allowControls(boolean value) {
        controls = value;
    }

    /** An object or array that breaks goes on until its brackets are closed, until the next {@link #reset}; see {@link #isFaulty}. */
    void forgive(boolean value) {
        forgiving = value;
    }

    /** Whether what was read is no JSON, but {@link #forgive} let it pass. */
    boolean isFaulty() {
        return faulty;
    }

    /** Whether reading stopped at {@code c} because it is a control character within a string, to be escaped. */
    boolean isAtControl(char c) {
        return controls && state == State.STRING && c < ' ';
    }

    /** Whether nothing of the value has been read yet, but for white space. */
    boolean isFresh() {
        return state == State.VALUE && depth == 0;
    }

    /**
     * Reads from {@code from}.
     *
     * @return position behind what was read: {@code to}, or the end of the value, or what cannot belong to it
     */
    int read(char[] text, int from, int to) {
        int i = from;
        while (i < to) {
            if (state == State.STRING) {
                i = string(text, i, to);
                if (i == to) {
                    return i;
                }
            }
            char c = text[i];
            if (isAtControl(c)) {
                return i;
            }
            State before = state;
            if (isNumberEnd(c)) {
                endValue();
            } else if (next(c)) {
                i++;
            }
            if (state == State.BROKEN && forgiving && depth > 0) {
                faulty = true;
                boolean inString = before == State.STRING || before == State.ESCAPE || before == State.HEX;
                state = inString ? State.LOOSE_STRING : State.LOOSE;
            }
            if (state == State.DONE || state == State.BROKEN) {
                return i;
            }
        }
        return i;
    }

    Status status() {
        return switch (state) {
            case DONE -> Status.DONE;
            case BROKEN -> Status.BROKEN;
            default -> Status.MORE;
        };
    }

    /** As {@link #status()}, where no more text comes: a number needs nothing behind it. */
    Status endStatus() {
        return depth == 0 && isCompleteNumber() ? Status.DONE : status();
    }

    /** Skips the plain part of a string. */
    private int string(char[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != '"' && text[i] != '\\' && text[i] >= ' ') {
            i++;
        }
        return i;
    }

    /** Takes {@code c}; false if it is left to be read again in the new state, or broke the value. */
    private boolean next(char c) {
        switch (state) {
            case STRING -> inString(c);
            case ESCAPE -> escape(c);
            case HEX -> hex(c);
            case WORD -> word(c);
            case LOOSE, LOOSE_STRING, LOOSE_ESCAPE -> loose(c);
            case MINUS, ZERO, INTEGER, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS -> number(c);
            default -> {
                if (!Input.isSpace(c)) {
                    structure(c);
                }
            }
        }
        return state != State.BROKEN;
    }

    private void loose(char c) {
        switch (state) {
            case LOOSE_ESCAPE -> state = State.LOOSE_STRING;
            case LOOSE_STRING -> state = c == '"' ? State.LOOSE : c == '\\' ? State.LOOSE_ESCAPE : state;
            default -> {
                if (c == '"') {
                    state = State.LOOSE_STRING;
                } else if (c == '{' || c == '[') {
                    depth++;
                } else if ((c == '}' || c == ']') && --depth == 0) {
                    state = State.DONE;
                }
            }
        }
    }

    private void structure(char c) {
        switch (state) {
            case VALUE -> value(c);
            case FIRST_ELEMENT -> {
                if (c == ']') {
                    close(false);
                } else {
                    value(c);
                }
            }
            case FIRST_KEY -> {
                if (c == '}') {
                    close(true);
                } else {
                    key(c);
                }
            }
            case KEY -> key(c);
            case COLON -> state = c == ':' ? State.VALUE : State.BROKEN;
            case AFTER -> after(c);
            default -> state = State.BROKEN;
        }
    }

    private void key(char c) {
        key = true;
        state = c == '"' ? State.STRING : State.BROKEN;
    }

    private void after(char c) {
        boolean object = isObject[depth - 1];
        switch (c) {
            case ',' -> state = object ? State.KEY : State.VALUE;
            case '}' -> close(true);
            case ']' -> close(false);
            default -> state = State.BROKEN;
        }
    }

    private void close(boolean object) {
        if (isObject[depth - 1] != object) {
            state = State.BROKEN;
            return;
        }
        depth--;
        endValue();
    }

    private void endValue() {
        state = depth == 0 ? State.DONE : State.AFTER;
    }

    private void value(char c) {
        switch (c) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> {
                key = false;
                state = State.STRING;
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-' -> state = State.MINUS;
            case '0' -> state = State.ZERO;
            default -> state = c >= '1' && c <= '9' ? State.INTEGER : State.BROKEN;
        }
    }

    private void open(boolean object) {
        if (depth == MAX_DEPTH) {
            state = State.BROKEN;
            return;
        }
        isObject[depth++] = object;
        state = object ? State.FIRST_KEY : State.FIRST_ELEMENT;
    }

    private void word(String expected) {
        word = expected;
        wordAt = 1;
        state = State.WORD;
    }

    private void word(char c) {
        if (c != word.charAt(wordAt++)) {
            state = State.BROKEN;
        } else if (wordAt == word.length()) {
            endValue();
        }
    }

    private void inString(char c) {
        if (c == '"') {
            if (key) {
                key = false;
                state = State.COLON;
            } else {
                endValue();
            }
        } else if (c == '\\') {
            state = State.ESCAPE;
        } else if (c < ' ') {
            state = State.BROKEN;
        }
    }

    private void escape(char c) {
        if (c == 'u') {
            hexLeft = 4;
            state = State.HEX;
        } else {
            state = "\"\\/bfnrt".indexOf(c) >= 0 ? State.STRING : State.BROKEN;
        }
    }

    private void hex(char c) {
        if (Character.digit(c, 16) < 0 || c > 'f') {
            state = State.BROKEN;
        } else if (--hexLeft == 0) {
            state = State.STRING;
        }
    }

    private boolean isCompleteNumber() {
        return switch (state) {
            case ZERO, INTEGER, FRACTION, EXPONENT_DIGITS -> true;
            default -> false;
        };
    }

    private boolean isNumberEnd(char c) {
        return isCompleteNumber() && numberState(c) == State.BROKEN;
    }

    private void number(char c) {
        state = numberState(c);
    }

    private State numberState(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean e = c == 'e' || c == 'E';
        return switch (state) {
            case MINUS -> c == '0' ? State.ZERO : digit ? State.INTEGER : State.BROKEN;
            case ZERO -> c == '.' ? State.POINT : e ? State.EXPONENT : State.BROKEN;
            case INTEGER -> digit ? State.INTEGER : c == '.' ? State.POINT : e ? State.EXPONENT : State.BROKEN;
            case POINT -> digit ? State.FRACTION : State.BROKEN;
            case FRACTION -> digit ? State.FRACTION : e ? State.EXPONENT : State.BROKEN;
            case EXPONENT -> digit ? State.EXPONENT_DIGITS : c == '+' || c == '-' ? State.EXPONENT_SIGN : State.BROKEN;
            default -> digit ? State.EXPONENT_DIGITS : State.BROKEN;
        };
    }

    /** Whether {@code text} is one JSON value and nothing else but white space. */
    static boolean isValid(String text) {
        JsonText json = new JsonText();
        char[] chars = text.toCharArray();
        int end = json.read(chars, 0, chars.length);
        if (json.endStatus() != Status.DONE) {
            return false;
        }
        while (end < chars.length && Input.isSpace(chars[end])) {
            end++;
        }
        return end == chars.length;
    }
}
