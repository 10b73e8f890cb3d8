package io.serai.tokens.bpe;

import java.util.Arrays;

/**
 * Merges one long word with a heap of pairs, in place: a symbol that was merged into its left neighbour is left with
 * length -1. An entry of the heap is {@code rank << 32 | index}; one whose pair has changed since is stale.
 */
final class HeapMerge {
    private final MergeTable merges;
    private final int[] ids;
    private final int[] lengths;
    private final long[] values;
    private final int[] next;
    private final int[] previous;
    private long[] heap;
    private int heaped;

    HeapMerge(MergeTable merges, int[] ids, int[] lengths, long[] values, int size) {
        this.merges = merges;
        this.ids = ids;
        this.lengths = lengths;
        this.values = values;
        this.next = new int[size];
        this.previous = new int[size];
        for (int i = 0; i < size; i++) {
            next[i] = i + 1 < size ? i + 1 : -1;
            previous[i] = i - 1;
        }
        values[size - 1] = MergeTable.NONE;
        this.heap = new long[size];
        for (int i = 0; i < size; i++) {
            push(i);
        }
    }

    void run() {
        while (heaped > 0) {
            long top = pop();
            int at = (int) top;
            if (lengths[at] >= 0 && values[at] != MergeTable.NONE && values[at] >>> 32 == top >>> 32) {
                merge(at);
            }
        }
    }

    private void merge(int at) {
        int gone = next[at];
        ids[at] = (int) values[at];
        lengths[at] += lengths[gone];
        lengths[gone] = -1;
        int after = next[gone];
        next[at] = after;
        if (after >= 0) {
            previous[after] = at;
        }
        values[at] = after >= 0 ? merges.get(ids[at], ids[after]) : MergeTable.NONE;
        push(at);
        int before = previous[at];
        if (before >= 0) {
            values[before] = merges.get(ids[before], ids[at]);
            push(before);
        }
    }

    private void push(int at) {
        if (values[at] == MergeTable.NONE) {
            return;
        }
        if (heaped == heap.length) {
            heap = Arrays.copyOf(heap, heaped * 2);
        }
        long entry = ((values[at] >>> 32) << 32) | at;
        int slot = heaped++;
        while (slot > 0 && heap[(slot - 1) >> 1] > entry) {
            heap[slot] = heap[(slot - 1) >> 1];
            slot = (slot - 1) >> 1;
        }
        heap[slot] = entry;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--heaped];
        int slot = 0;
        for (int child = 1; child < heaped; child = 2 * slot + 1) {
            if (child + 1 < heaped && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[slot] = heap[child];
            slot = child;
        }
        heap[slot] = last;
        return top;
    }
}
