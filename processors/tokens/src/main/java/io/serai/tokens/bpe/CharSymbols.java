package io.serai.tokens.bpe;

import java.util.Arrays;

/** A word as its characters, those outside the vocabulary as bytes or as the unknown token. */
final class CharSymbols implements Symbols {
    private final Vocabulary vocabulary;
    private final BpeOptions options;
    private final int unknown;
    private final int[] ids;
    private final int[] byteIds;

    CharSymbols(Vocabulary vocabulary, BpeOptions options) {
        this.vocabulary = vocabulary;
        this.options = options;
        this.unknown = options.unknown().isEmpty() ? -1 : vocabulary.id(options.unknown());
        this.ids = new int[1 << 16];
        char[] one = new char[1];
        for (int unit = 0; unit < ids.length; unit++) {
            one[0] = (char) unit;
            ids[unit] = vocabulary.id(one, 0, 1);
        }
        this.byteIds = new int[256];
        Arrays.setAll(byteIds, value -> vocabulary.id(byteToken(value)));
    }

    /** Spelling of the token for a byte. */
    static String byteToken(int value) {
        return "<0x" + Character.toUpperCase(Character.forDigit(value >> 4, 16))
                + Character.toUpperCase(Character.forDigit(value & 0xF, 16)) + ">";
    }

    @Override
    public int whole(char[] text, int from, int to) {
        return vocabulary.id(text, from, to - from);
    }

    @Override
    public void fill(char[] text, int from, int to, Merger merger) {
        int pending = 0; // bytes of unknown characters whose token is still to come
        for (int at = from; at < to; ) {
            int end = CharClass.after(text, at, to);
            int id = id(text, at, end, at == from, end == to);
            int length = Utf8.length(text, at, end);
            if (id >= 0) {
                pending = flush(pending, merger);
                merger.add(id, length);
            } else if (!options.byteFallback() || !fallBack(text, at, end, at == from, end == to, merger)) {
                if (!options.fuseUnknown()) {
                    pending = flush(pending, merger);
                }
                pending += length;
            }
            at = end;
        }
        flush(pending, merger);
    }

    private int flush(int pending, Merger merger) {
        if (pending > 0 && unknown >= 0) {
            merger.add(unknown, pending);
        }
        return 0;
    }

    private int id(char[] text, int at, int end, boolean first, boolean last) {
        boolean prefixed = !first && !options.prefix().isEmpty();
        boolean suffixed = last && !options.suffix().isEmpty();
        if (prefixed || suffixed) {
            return vocabulary.id(spelled(text, at, end, first, last));
        }
        return end - at == 1 ? ids[text[at]] : vocabulary.id(text, at, 2);
    }

    private String spelled(char[] text, int at, int end, boolean first, boolean last) {
        return (first ? "" : options.prefix()) + new String(text, at, end - at) + (last ? options.suffix() : "");
    }

    private boolean fallBack(char[] text, int at, int end, boolean first, boolean last, Merger merger) {
        char[] spelled = spelled(text, at, end, first, last).toCharArray();
        byte[] bytes = Utf8.bytes(spelled, 0, spelled.length);
        for (byte value : bytes) {
            if (byteIds[value & 0xFF] < 0) {
                return false;
            }
        }
        for (byte value : bytes) {
            merger.add(byteIds[value & 0xFF], 1);
        }
        return true;
    }
}
