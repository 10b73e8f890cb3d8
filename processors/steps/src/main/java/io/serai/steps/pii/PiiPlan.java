package io.serai.steps.pii;

import io.serai.guard.pii.PiiFinder;
import io.serai.guard.pii.PiiPolicy;
import java.util.TreeSet;

/**
 * A policy, ready to be used.
 *
 * @param policy what happens to what is found
 * @param finder what it looks for
 * @param what   names what rules look for: texts with the same findings share it
 */
record PiiPlan(PiiPolicy policy, PiiFinder finder, String what) {
    static PiiPlan of(PiiPolicy policy) {
        String what = new TreeSet<>(policy.wanted()) + " from " + policy.minScore();
        return new PiiPlan(policy, PiiFinder.of(policy.wanted(), policy.minScore()), what);
    }
}
