package io.serai.tokens.cache;

import java.util.concurrent.atomic.LongAdder;

/** One tokenizer's part of a cache: what is counted of it. */
final class Shelf {
    private final int number;
    private final LongAdder hits = new LongAdder();
    private final LongAdder partialHits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder encodedTokens = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    Shelf(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** A text was served, of which so many segments and tokens were known or not. */
    void served(int known, int unknown, int knownTokens, int unknownTokens) {
        (unknown == 0 ? hits : known == 0 ? misses : partialHits).increment();
        cachedTokens.add(knownTokens);
        encodedTokens.add(unknownTokens);
    }

    void added(int segmentBytes) {
        entries.increment();
        bytes.add(segmentBytes);
    }

    void removed(int segmentBytes) {
        entries.decrement();
        bytes.add(-segmentBytes);
    }

    void evicted() {
        evictions.increment();
    }

    CacheStats stats() {
        return new CacheStats(
                hits.sum(),
                partialHits.sum(),
                misses.sum(),
                cachedTokens.sum(),
                encodedTokens.sum(),
                entries.sum(),
                bytes.sum(),
                evictions.sum());
    }
}
