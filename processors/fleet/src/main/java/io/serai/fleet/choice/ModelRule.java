package io.serai.fleet.choice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule of a table.
 *
 * @param name       for explanations and metrics
 * @param conditions all must hold; none: it always applies
 */
public record ModelRule(String name, List<Condition> conditions, Use use) {
    /** Copies the conditions. */
    public ModelRule {
        conditions = List.copyOf(conditions);
    }

    /** Whether it applies: why not, or all that held. */
    Verdict applies(CallFacts call) {
        var held = new StringBuilder();
        for (Condition condition : conditions) {
            Verdict verdict = condition.test(call);
            if (!verdict.holds()) {
                return verdict;
            }
            held.append(held.isEmpty() ? "" : ", ").append(verdict.why());
        }
        return Verdict.of(true, held.isEmpty() ? "it has no conditions" : held.toString());
    }

    /** Heads of classifiers that it asks. */
    Set<String> heads() {
        var heads = new HashSet<String>();
        conditions.forEach(condition -> heads.addAll(condition.heads()));
        if (use instanceof BestOf best && best.by().quality() > 0) {
            heads.add(Condition.COMPLEXITY);
        }
        return heads;
    }
}
