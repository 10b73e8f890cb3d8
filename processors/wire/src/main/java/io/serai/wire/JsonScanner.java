package io.serai.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.serai.core.CallError;
import io.serai.core.Span;
import java.util.Arrays;

/**
 * Walks over JSON text in place: strict RFC 8259 syntax, nothing built, nothing copied. Errors are {@link CallError}s
 * with the code {@code invalid_json}.
 *
 * <p>Nesting deeper than {@link #MAX_DEPTH} is refused, without recursion. Usage:
 *
 * <pre>{@code
 * scanner.enterObject();
 * while (scanner.nextField()) {
 *     if (scanner.keyIs(NAME)) { ... scanner.skipValue() ... } else { scanner.skipValue(); }
 * }
 * }</pre>
 *
 * Every value must be consumed before the next call of {@code nextField} or {@code nextItem}.
 */
public final class JsonScanner {
    /** Engines' parsers recurse at about 1,000 levels; no honest request comes near 512. */
    static final int MAX_DEPTH = 512;

    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);

    /** Bit d: the container at depth d is an object. */
    private final long[] objects = new long[MAX_DEPTH / Long.SIZE];

    private byte[] bytes;
    private int end;
    private int position;
    private int depth;
    private int keyStart;
    private int keyEnd;
    /** Whether a container was just entered, so that no comma comes before its first member. */
    private boolean fresh;

    /** A scanner at the beginning of {@code bytes}. */
    public JsonScanner(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** Starts again on other bytes. */
    public void reset(byte[] text, int from, int to) {
        bytes = text;
        position = from;
        end = to;
        depth = 0;
        fresh = false;
    }

    /** Offset of the next byte. */
    public int position() {
        return position;
    }

    /** Whether all bytes are consumed. */
    public boolean atEnd() {
        return position >= end;
    }

    /** The next byte, 0 at the end. */
    public byte peek() {
        return position < end ? bytes[position] : 0;
    }

    /** Moves over white space. */
    public void skipSpace() {
        int p = position;
        while (p < end && isSpace(bytes[p])) {
            p++;
        }
        position = p;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Fails unless only white space is left. */
    public void expectEnd() {
        skipSpace();
        if (position < end) {
            throw unexpected("nothing behind the JSON value");
        }
    }

    /** Moves into the object that begins here. */
    public void enterObject() {
        expect('{', "'{'");
        push(true);
    }

    /** Moves into the array that begins here. */
    public void enterArray() {
        expect('[', "'['");
        push(false);
    }

    /** Moves to the value of the next field, whose key is then known; false behind the object's end. */
    public boolean nextField() {
        boolean first = fresh;
        fresh = false;
        skipSpace();
        if (peek() == '}') {
            position++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',', "',' or '}'");
            skipSpace();
        }
        readKey();
        return true;
    }

    /** Moves to the next item; false behind the array's end. */
    public boolean nextItem() {
        boolean first = fresh;
        fresh = false;
        skipSpace();
        if (peek() == ']') {
            position++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',', "',' or ']'");
            skipSpace();
        }
        return true;
    }

    /** Length of the key as it is written, escapes and all. */
    public int keyLength() {
        return keyEnd - keyStart;
    }

    /** Where the key is, with its quotes; to be asked before the value is consumed. */
    public Span keySpan() {
        return new Span(keyStart - 1, keyEnd + 1);
    }

    /** The key's text. */
    public String key() {
        return JsonStrings.decode(bytes, keyStart, keyEnd);
    }

    /**
     * Whether the key is {@code name} (lower-case letters and underscores), however it is escaped. To be asked before the
     * value is consumed: that may have keys of its own.
     */
    public boolean keyIs(String name) {
        int extra = keyLength() - name.length();
        if (extra == 0) {
            return keyReads(name);
        }
        // Such letters have only one escape, six bytes long.
        return extra > 0 && extra % 5 == 0 && keyEscaped() && key().equals(name);
    }

    private boolean keyReads(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (bytes[keyStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the key is written with escapes. */
    public boolean keyEscaped() {
        return JsonStrings.hasEscape(bytes, keyStart, keyEnd);
    }

    /** Consumes a value; what it says if it is a whole number of at least 0 that fits, else -1. */
    public int count() {
        int from = position;
        skipValue();
        return (int) Math.max(wholeNumber(from, -1), -1);
    }

    /**
     * The value between {@code from} and here as a whole number, clamped to the range of int.
     *
     * @param otherwise result if it is anything else
     */
    long wholeNumber(int from, long otherwise) {
        boolean negative = bytes[from] == '-';
        long number = 0;
        for (int p = negative ? from + 1 : from; p < position; p++) {
            if (bytes[p] < '0' || bytes[p] > '9') {
                return otherwise;
            }
            number = Math.min(number * 10 + bytes[p] - '0', Integer.MAX_VALUE);
        }
        return negative ? -number : number;
    }

    /** Consumes a value and says where it was. */
    public Span value() {
        int from = position;
        skipValue();
        return new Span(from, position);
    }

    /** What a consumed string says. */
    public String text(Span string) {
        return JsonStrings.decode(bytes, string.start() + 1, string.end() - 1);
    }

    /** Consumes a value of any type, with everything in it. */
    public void skipValue() {
        int base = depth;
        boolean more = true;
        while (more) {
            more = begin() || advance(base);
        }
        fresh = false;
    }

    /** Consumes a scalar or empty container, or opens a container; true if a value inside it is next. */
    private boolean begin() {
        switch (peek()) {
            case '"' -> skipString();
            case '{' -> {
                return open(true, '}');
            }
            case '[' -> {
                return open(false, ']');
            }
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
        return false;
    }

    private boolean open(boolean object, char close) {
        position++;
        push(object);
        skipSpace();
        if (peek() == close) {
            position++;
            depth--;
            return false;
        }
        memberStart(object);
        return true;
    }

    private void memberStart(boolean object) {
        if (object) {
            readKey();
        } else {
            skipNumbers();
        }
    }

    /**
     * Fast path for token ids and embeddings: consumes "12, " and "-0.5," while it can. What it does not understand, and
     * always the last number, is left to the general path.
     */
    private void skipNumbers() {
        byte[] a = bytes;
        int start = position;
        while (start < end - 8) {
            int p = a[start] == '-' ? start + 1 : start;
            int digits = Swar.digitsEnd(a, p, end);
            if (digits == p || (a[p] == '0' && digits > p + 1)) {
                break;
            }
            p = digits;
            if (p < end && a[p] == '.') {
                p = Swar.digitsEnd(a, digits + 1, end);
                if (p == digits + 1) {
                    break;
                }
            }
            if (p >= end || a[p] != ',') {
                break;
            }
            start = p + 1 < end && a[p + 1] == ' ' ? p + 2 : p + 1;
        }
        position = start;
        skipSpace();
    }

    /** Behind a value: closes what ends here; true if another value is next above {@code base}. */
    private boolean advance(int base) {
        while (depth > base) {
            boolean object = inObject();
            skipSpace();
            byte b = peek();
            if (b == ',') {
                position++;
                skipSpace();
                memberStart(object);
                return true;
            }
            if (b != (object ? '}' : ']')) {
                throw unexpected(object ? "',' or '}'" : "',' or ']'");
            }
            position++;
            depth--;
        }
        return false;
    }

    private void push(boolean object) {
        if (depth == MAX_DEPTH) {
            throw JsonSyntax.at(position - 1, "brackets are nested deeper than " + MAX_DEPTH + " levels");
        }
        long bit = 1L << depth;
        int word = depth >>> 6;
        objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
        depth++;
        fresh = true;
    }

    private boolean inObject() {
        int at = depth - 1;
        return (objects[at >>> 6] & (1L << at)) != 0;
    }

    /** Consumes a key, its colon and the space behind. */
    private void readKey() {
        if (peek() != '"') {
            throw unexpected("a field name in double quotes");
        }
        int from = position + 1;
        skipString();
        keyStart = from;
        keyEnd = position - 1;
        if (peek() != ':') {
            skipSpace();
        }
        expect(':', "':'");
        skipSpace();
    }

    private void skipString() {
        position = JsonStrings.end(bytes, position + 1, end);
    }

    private void literal(byte[] word) {
        int to = position + word.length;
        if (to > end || !Arrays.equals(bytes, position, to, word, 0, word.length)) {
            throw unexpected("a JSON value");
        }
        position = to;
    }

    private void number() {
        int p = position;
        if (peek() == '-') {
            p++;
        }
        if (p < end && bytes[p] == '0') {
            p++;
        } else {
            p = digits(p, p == position ? "a JSON value" : "a digit");
        }
        if (p < end && bytes[p] == '.') {
            p = digits(p + 1, "a digit");
        }
        if (p < end && (bytes[p] | 0x20) == 'e') {
            p++;
            if (p < end && (bytes[p] == '+' || bytes[p] == '-')) {
                p++;
            }
            p = digits(p, "a digit");
        }
        position = p;
    }

    private int digits(int from, String expected) {
        int to = Swar.digitsEnd(bytes, from, end);
        if (to == from) {
            throw JsonSyntax.unexpected(bytes, from, end, expected);
        }
        return to;
    }

    private void expect(char c, String described) {
        if (peek() != c) {
            throw unexpected(described);
        }
        position++;
    }

    private CallError unexpected(String expected) {
        return JsonSyntax.unexpected(bytes, position, end, expected);
    }
}
