package io.serai.fleet.choice;

import io.serai.core.ModelDecision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that choose the model of calls that ask for the table's name. Immutable, thread-safe. */
public final class ModelTable {
    /** Stands for the rule where none applies. */
    public static final String OTHERWISE = "otherwise";

    private final String name;
    private final List<ModelRule> rules;
    private final String otherwise;
    private final Set<String> heads;

    /**
     * A table.
     *
     * @param name      what clients ask for
     * @param rules     the first that applies and has a model with a ready worker decides
     * @param otherwise the model where none does
     */
    public ModelTable(String name, List<ModelRule> rules, String otherwise) {
        this.name = name;
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
        var asked = new HashSet<String>();
        rules.forEach(rule -> asked.addAll(rule.heads()));
        this.heads = Set.copyOf(asked);
    }

    /** What clients ask for. */
    public String name() {
        return name;
    }

    /** Heads of classifiers that its rules ask. */
    public Set<String> heads() {
        return heads;
    }

    /** The model for that call. There always is one, though perhaps without a ready worker. */
    public ExplainedDecision choose(CallFacts call, ServedModels models) {
        var reasons = new ArrayList<String>();
        for (ModelRule rule : rules) {
            Evaluation evaluation = rule.applies(call);
            String begin = "rule '" + rule.name() + "' ";
            if (!evaluation.holds()) {
                reasons.add(begin + "does not apply: " + evaluation.why());
                continue;
            }
            reasons.add(begin + "applies: " + evaluation.why());
            Pick pick = rule.use().pick(call, models);
            pick.candidates().forEach(candidate -> reasons.add(candidate.toString()));
            String model = pick.model();
            if (model != null) {
                reasons.add(model + " is chosen: " + pick.why());
                return new ExplainedDecision(new ModelDecision(name, model, rule.name(), reasons), pick.candidates());
            }
            reasons.add(begin + "is passed over: no worker of its models is ready");
        }
        reasons.add(otherwise + " is chosen: no rule " + (rules.isEmpty() ? "is there" : "decided"));
        if (!models.of(otherwise).ready()) {
            reasons.add(otherwise + ": no worker is ready");
        }
        return new ExplainedDecision(new ModelDecision(name, otherwise, OTHERWISE, reasons), List.of());
    }
}
