package io.serai.tokens.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by spelling and by id, in a few arrays: a vocabulary of 262,144 tokens takes about 8 MB. Immutable.
 *
 * <p>Of a spelling that comes twice the last id counts; ids may have gaps.
 */
public final class Vocabulary {
    private final char[] pool;
    private final int[] starts;
    private final int[] ids;
    private final int[] slots;
    private final int[] entryOfId;
    private final int count;

    private Vocabulary(char[] pool, int[] starts, int[] ids, int[] slots, int[] entryOfId, int count) {
        this.pool = pool;
        this.starts = starts;
        this.ids = ids;
        this.slots = slots;
        this.entryOfId = entryOfId;
        this.count = count;
    }

    /** Starts an empty vocabulary. */
    public static Builder builder() {
        return new Builder();
    }

    /** Id of the token spelled {@code length} units from {@code start}; -1 where there is none. */
    public int id(char[] text, int start, int length) {
        int mask = slots.length - 1;
        for (int slot = hash(text, start, length) & mask; ; slot = (slot + 1) & mask) {
            int entry = slots[slot];
            if (entry < 0) {
                return -1;
            }
            int at = starts[entry];
            if (starts[entry + 1] - at == length && Arrays.equals(pool, at, at + length, text, start, start + length)) {
                return ids[entry];
            }
        }
    }

    /** Id of {@code token}; -1 where there is none. */
    public int id(String token) {
        return id(token.toCharArray(), 0, token.length());
    }

    /** Spelling of {@code id}; null where there is none. */
    public @Nullable String token(int id) {
        int entry = entry(id);
        return entry < 0 ? null : new String(pool, starts[entry], starts[entry + 1] - starts[entry]);
    }

    /** Whether there is a token {@code id}. */
    public boolean contains(int id) {
        return entry(id) >= 0;
    }

    /** One more than the highest id. */
    public int size() {
        return entryOfId.length;
    }

    /** Number of spellings. */
    public int count() {
        return count;
    }

    /** UTF-16 units of the spelling of {@code id}; 0 where there is none. */
    public int length(int id) {
        int entry = entry(id);
        return entry < 0 ? 0 : starts[entry + 1] - starts[entry];
    }

    /** Unit {@code index} of the spelling of {@code id}. */
    public char charAt(int id, int index) {
        return pool[starts[entryOfId[id]] + index];
    }

    /** Copies the spelling of {@code id} to {@code target} from {@code at}; gives the number of units. */
    int copy(int id, char[] target, int at) {
        int entry = entryOfId[id];
        int length = starts[entry + 1] - starts[entry];
        System.arraycopy(pool, starts[entry], target, at, length);
        return length;
    }

    private int entry(int id) {
        return id < 0 || id >= entryOfId.length ? -1 : entryOfId[id];
    }

    private static int hash(char[] text, int start, int length) {
        int hash = length;
        for (int i = start, end = start + length; i < end; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    /** Collects tokens; for one thread. */
    public static final class Builder {
        private char[] pool = new char[1 << 12];
        private int[] starts = new int[1 << 10];
        private int[] ids = new int[1 << 10];
        private int size;
        private int highest = -1;

        private Builder() {}

        /** Adds the token spelled {@code length} units from {@code start}. */
        public void add(char[] text, int start, int length, int id) {
            int used = starts[size];
            if (pool.length - used < length) {
                pool = Arrays.copyOf(pool, Math.max(pool.length * 2, used + length));
            }
            if (size + 1 == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
                ids = Arrays.copyOf(ids, ids.length * 2);
            }
            System.arraycopy(text, start, pool, used, length);
            ids[size++] = id;
            starts[size] = used + length;
            highest = Math.max(highest, id);
        }

        /** Adds {@code token}. */
        public void add(String token, int id) {
            add(token.toCharArray(), 0, token.length(), id);
        }

        /** Number of tokens so far. */
        public int count() {
            return size;
        }

        /** The vocabulary. */
        public Vocabulary build() {
            int[] slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, size)) * 4)];
            Arrays.fill(slots, -1);
            int[] entryOfId = new int[highest + 1];
            Arrays.fill(entryOfId, -1);
            char[] spelled = Arrays.copyOf(pool, starts[size]);
            int[] ends = Arrays.copyOf(starts, size + 1);
            int different = 0;
            for (int entry = 0; entry < size; entry++) {
                int slot = slot(slots, spelled, ends, entry);
                different += slots[slot] < 0 ? 1 : 0;
                slots[slot] = entry;
                entryOfId[ids[entry]] = entry;
            }
            return new Vocabulary(spelled, ends, Arrays.copyOf(ids, size), slots, entryOfId, different);
        }

        private static int slot(int[] slots, char[] pool, int[] starts, int entry) {
            int from = starts[entry];
            int to = starts[entry + 1];
            int slot = hash(pool, from, to - from) & (slots.length - 1);
            while (slots[slot] >= 0) {
                int other = slots[slot];
                if (Arrays.equals(pool, starts[other], starts[other + 1], pool, from, to)) {
                    return slot;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            return slot;
        }
    }
}
