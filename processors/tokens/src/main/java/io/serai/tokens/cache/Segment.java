package io.serai.tokens.cache;

/** Ids of a piece of text, and whether they were of use since the evictor last came by. */
final class Segment {
    /** Two objects here, a string with its bytes, an array, and a node in each of two collections. */
    private static final int OVERHEAD_BYTES = 200;

    private final SegmentKey key;
    private final int[] ids;
    private final int bytes;
    /** Written without order: a use that the evictor misses costs one encoding. */
    private boolean used;

    Segment(SegmentKey key, int[] ids) {
        this.key = key;
        this.ids = ids;
        bytes = OVERHEAD_BYTES + textBytes(key.text()) + Integer.BYTES * ids.length;
    }

    SegmentKey key() {
        return key;
    }

    /** The cached array itself: copy from it, never give it out. */
    int[] ids() {
        return ids;
    }

    int bytes() {
        return bytes;
    }

    void use() {
        // A write would take the cache line from the other cores each time.
        if (!used) {
            used = true;
        }
    }

    boolean takeUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    private static int textBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return Math.clamp(2L * text.length(), 0, Integer.MAX_VALUE / 2);
            }
        }
        return text.length();
    }
}
