package io.serai.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler that all connections share: slots, the waiting queue, the single prefill and the prefix cache.
 *
 * <p>A request passes {@code admit -> (waits) -> prefill -> decode -> leave}; it can leave from anywhere. When one
 * moves on, at most one other may begin its prefill; it is told so on its own event loop, never by a nested call, so
 * that a thousand waiting requests do not become a thousand stack frames.
 */
final class SimulatedEngine {
    private final MockWorkerOptions options;
    private final @Nullable PrefixCache cache;
    private final Set<Generation> running = new LinkedHashSet<>();
    private final ArrayDeque<Generation> waiting = new ArrayDeque<>();
    private final ArrayDeque<Generation> prefills = new ArrayDeque<>();

    SimulatedEngine(MockWorkerOptions options) {
        this.options = options;
        this.cache = options.cacheTokens() == 0
                ? null
                : new PrefixCache(Math.max(1, options.cacheTokens() / options.blockTokens()));
    }

    /** What became of a request that asked to be let in. */
    enum Admission {
        BEGIN_PREFILL,
        WAIT,
        QUEUE_FULL
    }

    synchronized Admission admit(Generation generation) {
        if (running.size() < options.maxRunning() && waiting.isEmpty()) {
            return occupySlot(generation) ? Admission.BEGIN_PREFILL : Admission.WAIT;
        }
        if (waiting.size() >= options.queueLimit()) {
            return Admission.QUEUE_FULL;
        }
        waiting.add(generation);
        return Admission.WAIT;
    }

    /** Gives a slot and says whether its prefill may begin at once. */
    private boolean occupySlot(Generation generation) {
        running.add(generation);
        if (!options.serialPrefill()) {
            return true;
        }
        prefills.add(generation);
        return prefills.size() == 1;
    }

    /** Looks the prompt up, pins what is cached, and returns the time the rest of its prefill takes. */
    synchronized long beginPrefill(Generation generation) {
        PromptDigest prompt = generation.prompt();
        if (cache != null) {
            // At least one token is always computed, or there would be nothing to sample from.
            int limit = (prompt.tokens() - 1) / options.blockTokens();
            generation.pinnedBlocks = cache.match(prompt, limit);
            generation.cachedTokens = generation.pinnedBlocks * options.blockTokens();
        }
        double speed = options.prefillTokensPerSecond();
        int uncached = prompt.tokens() - generation.cachedTokens;
        return speed == 0 ? 0 : (long) (uncached * 1e9 / speed);
    }

    /** The prompt is computed: it is in the cache now, and the next one's prefill begins. */
    synchronized void prefilled(Generation generation) {
        if (cache != null) {
            generation.pinnedBlocks = cache.store(generation.prompt(), generation.pinnedBlocks);
        }
        startLater(leavePrefill(generation));
    }

    /** Ends a request in any phase; the answer of one that {@code completed} is cached after its prompt. */
    synchronized void leave(Generation generation, boolean completed) {
        if (waiting.remove(generation) || !running.remove(generation)) {
            return;
        }
        if (cache != null) {
            if (completed) {
                Words.digest(generation.prompt(), generation.totalTokens());
                generation.pinnedBlocks = cache.store(generation.prompt(), generation.pinnedBlocks);
            }
            cache.release(generation.prompt(), generation.pinnedBlocks);
        }
        startLater(leavePrefill(generation));
        Generation next = waiting.poll();
        if (next != null && occupySlot(next)) {
            startLater(next);
        }
    }

    private @Nullable Generation leavePrefill(Generation generation) {
        boolean wasHead = prefills.peek() == generation;
        prefills.remove(generation);
        return wasHead ? prefills.peek() : null;
    }

    private static void startLater(@Nullable Generation next) {
        if (next != null) {
            next.loop().execute(next::prefill);
        }
    }

    /** Ends the requests with this id, or all when {@code rid} is null, as the engine's abort endpoint does. */
    void abort(@Nullable String rid) {
        forEach(generation -> {
            if (rid == null || rid.equals(generation.rid())) {
                generation.loop().execute(generation::abort);
            }
        });
    }

    private void forEach(Consumer<Generation> action) {
        List<Generation> all;
        synchronized (this) {
            all = new ArrayList<>(running);
            all.addAll(waiting);
        }
        all.forEach(action);
    }

    /** Forgets the cache; false, and nothing happens, while requests run. */
    synchronized boolean flush() {
        if (!running.isEmpty()) {
            return false;
        }
        clearCache();
        return true;
    }

    synchronized void clearCache() {
        if (cache != null) {
            cache.clear();
        }
    }

    synchronized EngineLoad load() {
        long active = 0;
        for (Generation generation : running) {
            active += generation.occupiedTokens();
        }
        long queued = 0;
        for (Generation generation : waiting) {
            queued += generation.prompt().tokens();
        }
        long cached = cache == null ? 0 : cache.size() * options.blockTokens();
        return new EngineLoad(running.size(), waiting.size(), queued, active, cached);
    }
}
