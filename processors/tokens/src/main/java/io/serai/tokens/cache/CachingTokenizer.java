package io.serai.tokens.cache;

import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import io.serai.tokens.cache.SegmentKey.Place;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer that remembers the segments of the texts it has encoded; {@link TokenCache#around} makes one.
 *
 * <p>Only {@link #encode} is cached: whole texts, and if no special tokens are to be added around it, a text's segments.
 */
public final class CachingTokenizer implements Tokenizer {
    /** Shorter ones go together with the next: a chat template has two added tokens a message, an image thousands. */
    private static final int MIN_SEGMENT_CHARS = 256;

    private final Tokenizer tokenizer;
    private final TokenCache cache;
    private final Shelf shelf;

    CachingTokenizer(Tokenizer tokenizer, TokenCache cache, Shelf shelf) {
        this.tokenizer = tokenizer;
        this.cache = cache;
        this.shelf = shelf;
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        Row row = new Row();
        if (addSpecialTokens) {
            put(text, 0, text.length(), Place.WHOLE_WITH_SPECIAL_TOKENS, row);
        } else {
            int from = 0;
            do {
                int to = nextCut(text, from);
                put(text, from, to, Place.of(from, to, text.length()), row);
                from = to;
            } while (from < text.length());
        }
        row.count(shelf);
        return row.join();
    }

    /** What the cache has done for this tokenizer. */
    public CacheStats stats() {
        return shelf.stats();
    }

    /** Drops what is cached for this tokenizer, which may go on; for one that is to be removed. */
    public void clear() {
        cache.clear(shelf);
    }

    private int nextCut(String text, int from) {
        int cut = from;
        do {
            cut = tokenizer.nextBoundary(text, cut);
        } while (cut >= 0 && cut - from < MIN_SEGMENT_CHARS);
        return cut < 0 ? text.length() : cut;
    }

    private void put(String text, int from, int to, Place place, Row row) {
        SegmentKey key = new SegmentKey(shelf, place, text.substring(from, to));
        Segment known = cache.find(key);
        if (known != null) {
            row.add(known.ids(), true);
            return;
        }
        int[] ids = place == Place.WHOLE_WITH_SPECIAL_TOKENS
                ? tokenizer.encode(text, true)
                : tokenizer.encodeBetween(text, from, to);
        cache.add(new Segment(key, ids));
        row.add(ids, false);
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        return tokenizer.encodeWithOffsets(text, addSpecialTokens);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        return tokenizer.decode(ids, skipSpecialTokens);
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        return tokenizer.stream(skipSpecialTokens);
    }

    @Override
    public byte[] bytes(int id) {
        return tokenizer.bytes(id);
    }

    @Override
    public @Nullable String token(int id) {
        return tokenizer.token(id);
    }

    @Override
    public int id(String token) {
        return tokenizer.id(token);
    }

    @Override
    public boolean special(int id) {
        return tokenizer.special(id);
    }

    @Override
    public int vocabularySize() {
        return tokenizer.vocabularySize();
    }

    @Override
    public String implementation() {
        return tokenizer.implementation();
    }

    @Override
    public int nextBoundary(String text, int from) {
        return tokenizer.nextBoundary(text, from);
    }

    @Override
    public int[] encodeBetween(String text, int from, int to) {
        return tokenizer.encodeBetween(text, from, to);
    }
}
