package io.serai.tokens.bpe;

import java.util.Arrays;

/** A growing list of ids. For one thread. */
public final class Ids {
    private int[] values;
    private int size;

    /** An empty list with room for {@code expected} ids. */
    public Ids(int expected) {
        this.values = new int[Math.max(4, expected)];
    }

    public void add(int id) {
        if (size == values.length) {
            room(1);
        }
        values[size++] = id;
    }

    /** Appends {@code count} values of {@code source} from {@code from}. */
    public void addAll(int[] source, int from, int count) {
        if (values.length - size < count) {
            room(count);
        }
        if (count <= 4) {
            for (int i = 0; i < count; i++) {
                values[size + i] = source[from + i];
            }
        } else {
            System.arraycopy(source, from, values, size, count);
        }
        size += count;
    }

    public int get(int index) {
        return values[index];
    }

    public void set(int index, int id) {
        values[index] = id;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** The ids in an array of their own. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    int[] values() {
        return values;
    }

    private void room(int more) {
        values = Arrays.copyOf(values, Math.max(size + more, values.length * 2));
    }
}
