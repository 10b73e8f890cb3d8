package io.serai.tokens.cache;

import io.serai.core.Tokenizer;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Room for segments of text and their ids, shared by any number of tokenizers. Thread-safe; finding takes no lock.
 *
 * <p>When the room is used up, the oldest segments go, but one that was of use since its last turn is passed over
 * (second chance). One thread does that; the others go on meanwhile, so the room may be exceeded for a moment.
 */
public final class TokenCache {
    /** No segment may take more than this part of the room. */
    private static final int LARGEST_PART = 8;

    private final long budgetBytes;
    private final AtomicInteger shelves = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentMap<SegmentKey, Segment> segments = new ConcurrentHashMap<>();
    private final Queue<Segment> turns = new ConcurrentLinkedQueue<>();
    private final ReentrantLock evicting = new ReentrantLock();

    /** @param budgetBytes room for texts and ids; 0 for none, which caches nothing */
    public TokenCache(long budgetBytes) {
        if (budgetBytes < 0) {
            throw new IllegalArgumentException("a token cache of " + budgetBytes + " bytes; set 0 or more");
        }
        this.budgetBytes = budgetBytes;
    }

    /** {@code tokenizer} with this cache before it. Wrap each tokenizer once: another wrapping shares nothing. */
    public CachingTokenizer around(Tokenizer tokenizer) {
        return new CachingTokenizer(tokenizer, this, new Shelf(shelves.incrementAndGet()));
    }

    /** Size of all that is held, about. */
    public long bytes() {
        return bytes.get();
    }

    /** Number of segments held. */
    public int entries() {
        return segments.size();
    }

    @Nullable
    Segment find(SegmentKey key) {
        Segment segment = segments.get(key);
        if (segment != null) {
            segment.use();
        }
        return segment;
    }

    void add(Segment segment) {
        if (segment.bytes() > budgetBytes / LARGEST_PART || segments.putIfAbsent(segment.key(), segment) != null) {
            return;
        }
        bytes.addAndGet(segment.bytes());
        segment.key().shelf().added(segment.bytes());
        turns.add(segment);
        if (bytes.get() > budgetBytes && evicting.tryLock()) {
            try {
                evict();
            } finally {
                evicting.unlock();
            }
        }
    }

    /** Drops all segments of {@code shelf}. */
    void clear(Shelf shelf) {
        turns.removeIf(segment -> segment.key().shelf() == shelf && remove(segment));
    }

    private void evict() {
        // Uses that go on meanwhile must not keep this from ending.
        int chances = segments.size();
        while (bytes.get() > budgetBytes) {
            Segment oldest = turns.poll();
            if (oldest == null) {
                return;
            }
            if (oldest.takeUsed() && chances-- > 0) {
                turns.add(oldest);
            } else if (remove(oldest)) {
                oldest.key().shelf().evicted();
            }
        }
    }

    private boolean remove(Segment segment) {
        boolean removed = segments.remove(segment.key(), segment);
        if (removed) {
            bytes.addAndGet(-segment.bytes());
            segment.key().shelf().removed(segment.bytes());
        }
        return removed;
    }
}
