package io.serai.steps.pii;

import io.serai.guard.pii.PiiSecret;
import io.serai.steps.LongWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all {@code llm-pii} steps share: whose requests are looked at, and what was found before. Thread-safe. */
public final class PiiGuard {
    private static final int CACHE_BYTES = 8 << 20;

    private record State(PiiSettings settings, List<PiiPlan> plans) {}

    private final PiiCounts counts = new PiiCounts();
    private final RuleCache cache = new RuleCache(CACHE_BYTES);
    private final LongWork threads =
            new LongWork("serai-pii-", Math.max(2, Runtime.getRuntime().availableProcessors() / 2));
    private volatile State state;

    /** A guard of {@code settings}. */
    public PiiGuard(PiiSettings settings) {
        state = state(settings);
    }

    /** Changes what later requests meet. */
    public void reconfigure(PiiSettings settings) {
        state = state(settings);
    }

    private static State state(PiiSettings settings) {
        return new State(settings, settings.policies().stream().map(PiiPlan::of).toList());
    }

    /** How requests of {@code tenant} are looked at; null: not at all. */
    @Nullable
    PiiPlan plan(String tenant) {
        for (PiiPlan plan : state.plans()) {
            if (plan.policy().covers(tenant)) {
                return plan;
            }
        }
        return null;
    }

    PiiSecret secret() {
        return state.settings().secret();
    }

    /** Whether requests pass that could not be looked at. */
    public boolean failOpen() {
        return state.settings().failOpen();
    }

    /** What was found and done. */
    public PiiCounts counts() {
        return counts;
    }

    RuleCache cache() {
        return cache;
    }

    /** What long requests and answers are searched on. */
    LongWork threads() {
        return threads;
    }
}
