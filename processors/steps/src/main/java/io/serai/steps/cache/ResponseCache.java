package io.serai.steps.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers by request, within a budget of bytes: the longest unused go first. Thread-safe; vectors are compared outside
 * of its lock.
 */
public final class ResponseCache {
    /** What a kept answer takes beside its bytes and its vector. */
    private static final int ENTRY_BYTES = 512;
    /** No single answer takes more than this part of the budget. */
    private static final int LARGEST_PART = 8;
    /** Answers of one shape that are compared with a request; the latest. */
    private static final int MOST_COMPARED = 1000;

    /** What counts as the same request. */
    public enum Mode {
        /** Nothing is kept. */
        OFF,
        /** The same request. */
        EXACT,
        /** Also one whose last user message means the same. */
        SEMANTIC
    }

    /**
     * Settings.
     *
     * @param bytes      room for answers
     * @param ttl        how long an answer may be given again
     * @param similarity least cosine of messages that mean the same
     */
    public record Settings(Mode mode, long bytes, Duration ttl, double similarity) {
        /** Nothing is kept. */
        public static final Settings OFF = new Settings(Mode.OFF, 0, Duration.ZERO, 1);
    }

    /**
     * What the cache has done, and what it holds.
     *
     * @param exact    answers given again to the same request
     * @param semantic answers given again to one that means the same
     * @param misses   requests without an answer
     * @param evicted  answers dropped for lack of room
     * @param bytes    taken now
     * @param entries  answers held now
     */
    public record Stats(long exact, long semantic, long misses, long evicted, long bytes, int entries) {}

    /** An answer that is given again. */
    record Hit(StoredAnswer answer, boolean similar) {}

    private record Entry(Wanted request, StoredAnswer answer, long bornNanos) {
        long bytes() {
            return ENTRY_BYTES + answer.body().length + (long) Float.BYTES * request.vector().length;
        }
    }

    private final LongSupplier nanos;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, List<Entry>> shapes = new HashMap<>();
    private final LongAdder exact = new LongAdder();
    private final LongAdder semantic = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile Settings settings;
    private long bytes;
    private long evicted;

    /**
     * An empty cache.
     *
     * @param nanos {@link System#nanoTime()}
     */
    public ResponseCache(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /** Other settings from now on; what no longer fits is dropped. */
    public synchronized void reconfigure(Settings changed) {
        settings = changed;
        if (changed.mode == Mode.OFF) {
            entries.clear();
            shapes.clear();
            bytes = 0;
        }
        shrink();
    }

    /** Whether anything is kept. */
    public boolean on() {
        return settings.mode != Mode.OFF;
    }

    /** Whether messages are compared by what they mean. */
    public boolean semantic() {
        return settings.mode == Mode.SEMANTIC;
    }

    /** What it has done so far. */
    public synchronized Stats stats() {
        return new Stats(exact.sum(), semantic.sum(), misses.sum(), evicted, bytes, entries.size());
    }

    /** The answer to the same request, else to the one that is most like it; null if there is none. */
    @Nullable
    Hit find(Wanted wanted) {
        StoredAnswer same = same(wanted);
        if (same != null) {
            exact.increment();
            return new Hit(same, false);
        }
        Entry like = wanted.shape().isEmpty() ? null : mostLike(wanted);
        if (like == null) {
            misses.increment();
            return null;
        }
        semantic.increment();
        touch(like);
        return new Hit(like.answer, true);
    }

    private synchronized @Nullable StoredAnswer same(Wanted wanted) {
        Entry entry = entries.get(wanted.exact());
        if (entry != null && expired(entry)) {
            remove(entry);
            return null;
        }
        return entry == null || !suits(entry, wanted) ? null : entry.answer;
    }

    private synchronized void touch(Entry entry) {
        entries.get(entry.request.exact());
    }

    private synchronized List<Entry> ofShape(String shape) {
        List<Entry> all = shapes.getOrDefault(shape, List.of());
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_COMPARED), all.size()));
    }

    private @Nullable Entry mostLike(Wanted wanted) {
        double most = settings.similarity;
        Entry best = null;
        for (Entry entry : ofShape(wanted.shape())) {
            double cosine = cosine(entry.request.vector(), wanted.vector());
            WordGuard words = entry.request.words();
            boolean other = words.turnedRound(wanted.words()) || words.otherAccents(wanted.words());
            if (cosine >= most && !other && suits(entry, wanted) && !expired(entry)) {
                most = cosine;
                best = entry;
            }
        }
        return best;
    }

    private static boolean suits(Entry entry, Wanted wanted) {
        return entry.answer.usage() || !wanted.usage();
    }

    /** Vectors have length 1; one that is all 0, of a text without tokens, is like no other. */
    private static double cosine(float[] a, float[] b) {
        double product = 0;
        for (int i = 0; i < a.length && a.length == b.length; i++) {
            product += a[i] * b[i];
        }
        return product == 0 ? -1 : product;
    }

    private boolean expired(Entry entry) {
        return nanos.getAsLong() - entry.bornNanos > settings.ttl.toNanos();
    }

    /** Keeps an answer, in place of the one before. */
    synchronized void put(Wanted request, StoredAnswer answer) {
        var entry = new Entry(request, answer, nanos.getAsLong());
        if (!on() || entry.bytes() > settings.bytes / LARGEST_PART) {
            return;
        }
        Entry before = entries.get(request.exact());
        if (before != null) {
            remove(before);
        }
        entries.put(request.exact(), entry);
        if (!request.shape().isEmpty()) {
            shapes.computeIfAbsent(request.shape(), _ -> new ArrayList<>(1)).add(entry);
        }
        bytes += entry.bytes();
        shrink();
    }

    private void remove(Entry entry) {
        entries.remove(entry.request.exact());
        bytes -= entry.bytes();
        shapes.computeIfPresent(entry.request.shape(), (_, list) -> {
            list.remove(entry);
            return list.isEmpty() ? null : list;
        });
    }

    private void shrink() {
        while (bytes > settings.bytes) {
            Iterator<Entry> eldest = entries.values().iterator();
            remove(eldest.next());
            evicted++;
        }
    }
}
