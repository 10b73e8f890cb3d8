package io.serai.testkit;

import java.util.Arrays;

/**
 * A strict JSON automaton that is fed bytes in pieces of any size and keeps no text except what its subclass asks for.
 *
 * <p>Bodies of hundreds of megabytes pass through in constant memory. Subclasses see events; {@link #depth()} is the
 * number of open containers and {@link #key(int)} the key that led into the container at a depth (an array hands down
 * the key it was found under).
 */
abstract class JsonScanner implements BodySink {
    /** What to do with the string that begins. */
    enum Keep {
        /** Check it and drop it. */
        SKIP,
        /** Pass its unescaped bytes to {@link #textPart}. */
        PARTS,
        /** Pass it whole to {@link #string}; at most 4 KiB. */
        WHOLE
    }

    private enum State {
        VALUE,
        FIRST_ELEMENT,
        FIRST_KEY,
        KEY,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        UNICODE,
        SCALAR,
        END
    }

    private static final int MAX_DEPTH = 200;
    private static final int USUAL_DEPTH = 16;
    private static final int MAX_KEPT = 4096;
    private static final byte[] PLAIN = plainBytes();

    private State state = State.VALUE;
    private boolean[] object = new boolean[USUAL_DEPTH];
    private String[] keys = new String[USUAL_DEPTH];
    private int depth;
    private long position;

    private boolean isKey;
    private Keep keep = Keep.SKIP;
    private byte[] kept = new byte[64];
    private int keptLength;
    private final Utf8Check utf8 = new Utf8Check();
    private int unit;
    private int unitDigits;
    private int highSurrogate;
    private final byte[] encoded = new byte[4];

    JsonScanner() {
        keys[0] = "";
        keys[1] = "";
    }

    private static byte[] plainBytes() {
        byte[] plain = new byte[256];
        Arrays.fill(plain, 0x20, 0x80, (byte) 1);
        plain['"'] = 0;
        plain['\\'] = 0;
        return plain;
    }

    int depth() {
        return depth;
    }

    /** The key last seen in the container at {@code level} (1 is the root), or of the array's parent. */
    String key(int level) {
        return keys[level];
    }

    /** A string value begins. */
    abstract Keep stringBegins() throws RefusedRequest;

    abstract void textPart(byte[] bytes, int offset, int length);

    /** The string for which {@link Keep#PARTS} was asked is over. */
    abstract void textEnds();

    abstract void string(String value) throws RefusedRequest;

    /** A number, {@code true}, {@code false} or {@code null}, as written. */
    abstract void scalar(String literal) throws RefusedRequest;

    /** A container has opened: {@link #depth()} counts it already. */
    abstract void opened(boolean isObject) throws RefusedRequest;

    @Override
    public final void feed(byte[] bytes, int offset, int length) throws RefusedRequest {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int before = i;
            i = state == State.STRING ? inString(bytes, i, end) : step(bytes, i);
            position += i - before;
        }
    }

    /** Says that the body is complete; a document that is not is refused. */
    final void finish() throws RefusedRequest {
        if (state == State.SCALAR && depth == 0) {
            scalarEnds();
        }
        if (state != State.END) {
            throw malformed("the document ends too early");
        }
    }

    /** Handles one byte outside a string and returns the next index, the same one when it was not consumed. */
    private int step(byte[] bytes, int i) throws RefusedRequest {
        byte b = bytes[i];
        switch (state) {
            case ESCAPE -> escape(b);
            case UNICODE -> unicodeDigit(b);
            case SCALAR -> {
                if (!isScalarByte(b)) {
                    scalarEnds();
                    return i;
                }
                keepByte(b);
            }
            default -> {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    structural(b);
                }
            }
        }
        return i + 1;
    }

    private void structural(byte b) throws RefusedRequest {
        switch (state) {
            case VALUE -> value(b);
            case FIRST_ELEMENT -> {
                if (b == ']') {
                    close(false);
                } else {
                    value(b);
                }
            }
            case FIRST_KEY, KEY -> {
                if (b == '}' && state == State.FIRST_KEY) {
                    close(true);
                } else if (b == '"') {
                    beginString(true);
                } else {
                    throw malformed("a key was expected");
                }
            }
            case COLON -> {
                if (b != ':') {
                    throw malformed("':' was expected");
                }
                state = State.VALUE;
            }
            case AFTER_VALUE -> afterValue(b);
            default -> throw malformed("text after the document");
        }
    }

    private void value(byte b) throws RefusedRequest {
        switch (b) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> beginString(false);
            default -> {
                if (!isScalarByte(b)) {
                    throw malformed("a value was expected");
                }
                keptLength = 0;
                keepByte(b);
                state = State.SCALAR;
            }
        }
    }

    private void afterValue(byte b) throws RefusedRequest {
        switch (b) {
            case ',' -> state = object[depth] ? State.KEY : State.VALUE;
            case '}' -> close(true);
            case ']' -> close(false);
            default -> throw malformed("',' or a closing bracket was expected");
        }
    }

    private void open(boolean isObject) throws RefusedRequest {
        if (depth == MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        depth++;
        if (depth == object.length) {
            object = Arrays.copyOf(object, depth * 2);
            keys = Arrays.copyOf(keys, depth * 2);
        }
        object[depth] = isObject;
        keys[depth] = isObject ? "" : keys[depth - 1];
        state = isObject ? State.FIRST_KEY : State.FIRST_ELEMENT;
        opened(isObject);
    }

    private void close(boolean isObject) throws RefusedRequest {
        if (object[depth] != isObject) {
            throw malformed("brackets do not match");
        }
        depth--;
        valueEnds();
    }

    private void valueEnds() {
        state = depth == 0 ? State.END : State.AFTER_VALUE;
    }

    private void beginString(boolean key) throws RefusedRequest {
        isKey = key;
        keep = key ? Keep.WHOLE : stringBegins();
        keptLength = 0;
        state = State.STRING;
    }

    private int inString(byte[] bytes, int from, int end) throws RefusedRequest {
        int i = from;
        while (i < end && PLAIN[bytes[i] & 0xFF] != 0 && utf8.idle()) {
            i++;
        }
        if (i > from) {
            keepRun(bytes, from, i - from);
            return i;
        }
        byte b = bytes[i];
        if (b < 0 || !utf8.idle()) {
            if (!utf8.accept(b)) {
                throw malformed("invalid UTF-8");
            }
            keepRun(bytes, i, 1);
        } else if (b == '"') {
            stringEnds();
        } else if (b == '\\') {
            state = State.ESCAPE;
        } else {
            throw malformed("a control character in a string");
        }
        return i + 1;
    }

    private void stringEnds() throws RefusedRequest {
        flushLoneSurrogate();
        if (isKey) {
            keys[depth] = keptText();
            state = State.COLON;
            return;
        }
        valueEnds();
        if (keep == Keep.WHOLE) {
            string(keptText());
        } else if (keep == Keep.PARTS) {
            textEnds();
        }
    }

    private void escape(byte b) throws RefusedRequest {
        if (b == 'u') {
            unit = 0;
            unitDigits = 0;
            state = State.UNICODE;
            return;
        }
        int plain = "\"\\/bfnrt".indexOf(b);
        if (plain < 0) {
            throw malformed("an unknown escape");
        }
        encoded[0] = (byte) "\"\\/\b\f\n\r\t".charAt(plain);
        keepRun(encoded, 0, 1);
        state = State.STRING;
    }

    private void unicodeDigit(byte b) throws RefusedRequest {
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            throw malformed("an escape that is not hexadecimal");
        }
        unit = (unit << 4) | digit;
        if (++unitDigits < 4) {
            return;
        }
        state = State.STRING;
        char c = (char) unit;
        if (Character.isHighSurrogate(c)) {
            flushLoneSurrogate();
            highSurrogate = unit;
        } else if (Character.isLowSurrogate(c) && highSurrogate != 0) {
            int codePoint = Character.toCodePoint((char) highSurrogate, c);
            highSurrogate = 0;
            keepRun(encoded, 0, Utf8Check.encode(codePoint, encoded));
        } else {
            keepRun(encoded, 0, Utf8Check.encode(unit, encoded));
        }
    }

    private void flushLoneSurrogate() throws RefusedRequest {
        if (highSurrogate != 0) {
            highSurrogate = 0;
            byte[] replacement = new byte[4];
            keepRun(replacement, 0, Utf8Check.encode(0xFFFD, replacement));
        }
    }

    private void keepRun(byte[] bytes, int offset, int length) throws RefusedRequest {
        if (highSurrogate != 0) {
            flushLoneSurrogate();
        }
        switch (keep) {
            case SKIP -> {}
            case PARTS -> textPart(bytes, offset, length);
            case WHOLE -> {
                room(length);
                System.arraycopy(bytes, offset, kept, keptLength, length);
                keptLength += length;
            }
        }
    }

    private void keepByte(byte b) throws RefusedRequest {
        room(1);
        kept[keptLength++] = b;
    }

    private void room(int length) throws RefusedRequest {
        if (keptLength + length > MAX_KEPT) {
            throw malformed("a key, name or number longer than " + MAX_KEPT + " bytes");
        }
        if (keptLength + length > kept.length) {
            kept = Arrays.copyOf(kept, MAX_KEPT);
        }
    }

    private String keptText() {
        return new String(kept, 0, keptLength, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static boolean isScalarByte(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }

    private void scalarEnds() throws RefusedRequest {
        String literal = keptText();
        if (!isLiteral(literal)) {
            throw malformed("'%s' is no value".formatted(literal));
        }
        valueEnds();
        scalar(literal);
    }

    private static boolean isLiteral(String text) {
        return switch (text) {
            case "true", "false", "null" -> true;
            default -> JsonNumbers.isNumber(text);
        };
    }

    private RefusedRequest malformed(String why) {
        return RefusedRequest.badRequest("Invalid JSON at byte %d: %s".formatted(position, why));
    }
}
