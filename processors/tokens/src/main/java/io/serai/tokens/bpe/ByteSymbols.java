package io.serai.tokens.bpe;

/** A word as the bytes of its UTF-8, each spelled in the {@link ByteAlphabet}. The text has no lone surrogates. */
final class ByteSymbols implements Symbols {
    private static final int FIRST = 0;
    private static final int INNER = 256;
    private static final int LAST = 512;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final boolean fuse;
    private final boolean marked;
    private final int[] ids;

    ByteSymbols(Vocabulary vocabulary, BpeOptions options) {
        this.vocabulary = vocabulary;
        this.unknown = options.unknown().isEmpty() ? -1 : vocabulary.id(options.unknown());
        this.fuse = options.fuseUnknown();
        this.marked = !options.prefix().isEmpty() || !options.suffix().isEmpty();
        this.ids = new int[4 * 256];
        for (int place = 0; place < ids.length; place++) {
            boolean first = (place & INNER) == 0;
            boolean last = (place & LAST) != 0;
            char character = ByteAlphabet.character(place & 0xFF);
            ids[place] = vocabulary.id((first ? "" : options.prefix()) + character + (last ? options.suffix() : ""));
        }
    }

    @Override
    public void fill(char[] text, int from, int to, Merger merger) {
        if (marked) {
            fillMarked(text, from, to, merger);
            return;
        }
        for (int at = from; at < to; at++) {
            char unit = text[at];
            if (unit < 0x80) {
                add(unit, merger);
            } else if (unit < 0x800) {
                add(0xC0 | (unit >> 6), merger);
                add(0x80 | (unit & 0x3F), merger);
            } else if (Character.isHighSurrogate(unit)) {
                int point = Character.toCodePoint(unit, text[++at]);
                add(0xF0 | (point >> 18), merger);
                add(0x80 | ((point >> 12) & 0x3F), merger);
                add(0x80 | ((point >> 6) & 0x3F), merger);
                add(0x80 | (point & 0x3F), merger);
            } else {
                add(0xE0 | (unit >> 12), merger);
                add(0x80 | ((unit >> 6) & 0x3F), merger);
                add(0x80 | (unit & 0x3F), merger);
            }
        }
    }

    @Override
    public int whole(char[] text, int from, int to) {
        char[] spelled = new char[(to - from) * 3];
        int length = 0;
        for (byte value : Utf8.bytes(text, from, to)) {
            spelled[length++] = ByteAlphabet.character(value & 0xFF);
        }
        return vocabulary.id(spelled, 0, length);
    }

    private void add(int place, Merger merger) {
        int id = ids[place];
        if (id >= 0) {
            merger.add(id, 1);
        } else if (unknown >= 0) {
            boolean fused = fuse && merger.size() > 0 && merger.id(merger.size() - 1) == unknown;
            if (fused) {
                merger.lengthen(1);
            } else {
                merger.add(unknown, 1);
            }
        }
    }

    private void fillMarked(char[] text, int from, int to, Merger merger) {
        byte[] bytes = Utf8.bytes(text, from, to);
        for (int i = 0; i < bytes.length; i++) {
            int place = (i == 0 ? FIRST : INNER) | (i + 1 == bytes.length ? LAST : 0);
            add(place | (bytes[i] & 0xFF), merger);
        }
    }
}
