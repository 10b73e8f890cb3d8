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
    Evaluation applies(CallFacts call) {
        var held = new StringBuilder();
        for (Condition condition : conditions) {
            Evaluation evaluation = condition.test(call);
            if (!evaluation.holds()) {
                return evaluation;
            }
            held.append(held.isEmpty() ? "" : ", ").append(evaluation.why());
        }
        return Evaluation.of(true, held.isEmpty() ? "it has no conditions" : held.toString());
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
