package io.serai.steps.pii;

import io.serai.guard.pii.PiiMasker;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What the request's step leaves for the answer's; lives as long as the exchange.
 *
 * @param masker holds what was masked
 * @param plan   the caller's
 * @param given  values that the request held, whatever became of them
 */
record PiiTrace(PiiMasker masker, PiiPlan plan, Set<String> given) {
    private static final String PROPERTY = "serai.pii";

    void attach(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Of {@code exchange}; null where nothing is to be done to its answer. */
    static @Nullable PiiTrace of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, PiiTrace.class);
    }

    /** Camel may print properties. */
    @Override
    public String toString() {
        return "PiiTrace[" + masker + "]";
    }
}
