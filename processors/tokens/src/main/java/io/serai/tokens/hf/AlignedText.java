package io.serai.tokens.hf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text on its way through the pipeline, each UTF-16 unit with the place in the original that it came from.
 * Immutable; slices share their arrays.
 *
 * <p>Indices are relative to the piece. Both halves of a surrogate pair name the whole character, so a token that is
 * only some bytes of a character covers all of it.
 */
public final class AlignedText {
    private final char[] chars;
    private final int from;
    private final int to;
    private final int @Nullable [] starts;
    private final int @Nullable [] ends;
    private final int shift;

    private AlignedText(char[] chars, int from, int to, int @Nullable [] starts, int @Nullable [] ends, int shift) {
        this.chars = chars;
        this.from = from;
        this.to = to;
        this.starts = starts;
        this.ends = ends;
        this.shift = shift;
    }

    /** {@code text} as its own original. */
    public static AlignedText of(String text) {
        char[] chars = text.toCharArray();
        return new AlignedText(chars, 0, chars.length, null, null, 0);
    }

    /**
     * Units {@code from} to {@code to} of {@code chars}, whose unit 0 is unit {@code shift} of the original; the array
     * must not change any more.
     */
    static AlignedText of(char[] chars, int from, int to, int shift) {
        return new AlignedText(chars, from, to, null, null, shift);
    }

    /** Number of UTF-16 units. */
    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    public char charAt(int index) {
        return chars[from + index];
    }

    /** The character at {@code index}, as {@link String#codePointAt}. */
    public int codePointAt(int index) {
        return Character.codePointAt(chars, from + index, to);
    }

    /** Where the character that unit {@code index} belongs to starts in the original. */
    public int originalStart(int index) {
        int at = from + index;
        if (starts != null) {
            return starts[at];
        }
        boolean second = at > 0 && Character.isLowSurrogate(chars[at]) && Character.isHighSurrogate(chars[at - 1]);
        return (second ? at - 1 : at) + shift;
    }

    /** Index in the original behind the character that unit {@code index} belongs to. */
    public int originalEnd(int index) {
        int at = from + index;
        if (ends != null) {
            return ends[at];
        }
        boolean first = Character.isHighSurrogate(chars[at])
                && at + 1 < chars.length
                && Character.isLowSurrogate(chars[at + 1]);
        return (first ? at + 2 : at + 1) + shift;
    }

    /** Units {@code start} to {@code end} of this piece. */
    public AlignedText slice(int start, int end) {
        if (start < 0 || end < start || end > length()) {
            throw new IndexOutOfBoundsException(start + ".." + end + " of " + length());
        }
        return new AlignedText(chars, from + start, from + end, starts, ends, shift);
    }

    /** This piece with {@code content} for every {@code wanted}. */
    AlignedText with(char wanted, char content) {
        int at = from;
        while (at < to && chars[at] != wanted) {
            at++;
        }
        if (at == to) {
            return this;
        }
        char[] changed = Arrays.copyOfRange(chars, from, to);
        for (int i = at - from; i < changed.length; i++) {
            changed[i] = changed[i] == wanted ? content : changed[i];
        }
        if (starts == null || ends == null) {
            return new AlignedText(changed, 0, changed.length, null, null, shift + from);
        }
        int[] itsStarts = Arrays.copyOfRange(starts, from, to);
        return new AlignedText(changed, 0, changed.length, itsStarts, Arrays.copyOfRange(ends, from, to), 0);
    }

    /** Starts an edit of this piece. */
    public Edit edit() {
        return new Edit(this);
    }

    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The normalized text. */
    @Override
    public String toString() {
        return new String(chars, from, to - from);
    }

    /** Writes a changed piece unit by unit, saying for each which unit of the source it stands for. */
    public static final class Edit {
        private final AlignedText source;
        private char[] chars;
        private int[] starts;
        private int[] ends;
        private int length;

        private Edit(AlignedText source) {
            this.source = source;
            int room = source.length() + 8;
            this.chars = new char[room];
            this.starts = new int[room];
            this.ends = new int[room];
        }

        /** Takes units {@code start} to {@code end} of the source as they are. */
        public void copy(int start, int end) {
            for (int i = start; i < end; i++) {
                put(source.charAt(i), i);
            }
        }

        /** Appends {@code unit}, which stands for unit {@code at} of the source; nothing of the original if -1. */
        public void put(char unit, int at) {
            if (length == chars.length) {
                int room = length * 2;
                chars = Arrays.copyOf(chars, room);
                starts = Arrays.copyOf(starts, room);
                ends = Arrays.copyOf(ends, room);
            }
            chars[length] = unit;
            starts[length] = at < 0 ? before() : source.originalStart(at);
            ends[length++] = at < 0 ? before() : source.originalEnd(at);
        }

        /** As {@link #put(char, int)}, of a code point. */
        public void put(int codePoint, int at) {
            if (Character.isBmpCodePoint(codePoint)) {
                put((char) codePoint, at);
            } else {
                put(Character.highSurrogate(codePoint), at);
                put(Character.lowSurrogate(codePoint), at);
            }
        }

        /** As {@link #put(char, int)}, of each unit of {@code text}. */
        public void put(String text, int at) {
            for (int i = 0; i < text.length(); i++) {
                put(text.charAt(i), at);
            }
        }

        private int before() {
            return source.isEmpty() ? 0 : source.originalStart(0);
        }

        /** The piece that was written. */
        public AlignedText done() {
            return new AlignedText(chars, 0, length, starts, ends, 0);
        }
    }
}
