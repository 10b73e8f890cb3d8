package io.serai.steps.pii;

import io.serai.guard.pii.PiiSecret;
import io.serai.steps.LongWork;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all {@code llm-pii} steps share: whose requests are looked at, and what was found before. Thread-safe. */
public final class PiiGuard {
    private static final Logger LOG = LoggerFactory.getLogger(PiiGuard.class);
    private static final int CACHE_BYTES = 8 << 20;

    private record State(PiiSettings settings, List<PiiPlan> plans) {}

    private final AtomicInteger openSteps = new AtomicInteger();
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

    /** Whether requests pass that could not be looked at, on routes that do not say. */
    boolean failOpen() {
        return state.settings().failOpen();
    }

    /** Whether there is a route on which requests pass that could not be looked at. */
    public boolean failsOpenAnywhere() {
        return failOpen() || openSteps.get() > 0;
    }

    /** A step that lets such requests pass, whatever the settings say, begins to serve. Never in silence. */
    void opened(String step) {
        openSteps.incrementAndGet();
        LOG.warn("{}: requests that cannot be searched for personal data pass on its route", step);
    }

    /** A step that {@link #opened} serves no more. */
    void closed(String step) {
        openSteps.decrementAndGet();
        LOG.warn("{}: its route is gone; it let requests pass that could not be searched for personal data", step);
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
