package io.serai.fleet.policy;

import java.util.Arrays;

/**
 * Small numbers for worker ids, so that what is known of a worker fits in arrays. Reads need no lock, and a thousand of
 * them take a few microseconds; changes must be made by one thread at a time.
 */
final class Roster {
    /** Open addressing, never more than half full, never changed once published. */
    private record Table(String[] ids, int[] slots) {
        int find(String id) {
            int mask = ids.length - 1;
            int hash = id.hashCode();
            int at = (hash ^ (hash >>> 15)) & mask;
            while (!ids[at].isEmpty() && !ids[at].equals(id)) {
                at = (at + 1) & mask;
            }
            return at;
        }

        void put(String id, int slot) {
            int at = find(id);
            ids[at] = id;
            slots[at] = slot;
        }

        static Table ofSize(int size) {
            String[] ids = new String[size];
            Arrays.fill(ids, "");
            int[] slots = new int[size];
            Arrays.fill(slots, -1);
            return new Table(ids, slots);
        }
    }

    private volatile Table table = Table.ofSize(16);
    private int[] free = new int[0];
    private int known;
    private int given;

    /** Number of the worker, negative if it has none. */
    int slot(String id) {
        Table now = table;
        return now.slots[now.find(id)];
    }

    /** All numbers are below this. */
    int slots() {
        return given;
    }

    /** Number of the worker, a new one if it has none. */
    int enrol(String id) {
        int slot = slot(id);
        if (slot >= 0) {
            return slot;
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("worker id is empty; give every worker an id");
        }
        if (free.length > 0) {
            slot = free[free.length - 1];
            free = Arrays.copyOf(free, free.length - 1);
        } else {
            slot = given++;
        }
        known++;
        Table next = copyWithout("", Math.max(16, Integer.highestOneBit(known) * 4));
        next.put(id, slot);
        table = next;
        return slot;
    }

    /** The worker has no number any more; the one that it had, or a negative. Not given again before a release. */
    int remove(String id) {
        int slot = slot(id);
        if (slot >= 0) {
            known--;
            table = copyWithout(id, table.ids.length);
        }
        return slot;
    }

    /** The removed number may be given to another worker. */
    void release(int slot) {
        free = Arrays.copyOf(free, free.length + 1);
        free[free.length - 1] = slot;
    }

    private Table copyWithout(String id, int size) {
        Table now = table;
        Table copy = Table.ofSize(size);
        for (int i = 0; i < now.ids.length; i++) {
            if (!now.ids[i].isEmpty() && !now.ids[i].equals(id)) {
                copy.put(now.ids[i], now.slots[i]);
            }
        }
        return copy;
    }
}
