package io.serai.gateway.config;

import io.serai.fleet.choice.BestOf;
import io.serai.fleet.choice.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that chooses a model. Either {@code use} or {@code bestOf} is empty, not both.
 *
 * @param name   for explanations and metrics
 * @param when   all must hold
 * @param use    models with their weights
 * @param bestOf models that are compared
 * @param by     how they are compared; null where there is nothing to compare
 */
public record RoutingRuleConfig(
        String name, List<Condition> when, Map<String, Double> use, List<String> bestOf, BestOf.@Nullable Weights by) {
    static final Option<String> NAME = Option.of(
                    "name", Types.text("a name"), "Name of the rule, for explanations and metrics.")
            .must()
            .example("hard questions");
    static final Option<RoutingConditionsConfig> WHEN = Option.of(
                    "when",
                    RoutingConditionsConfig.SECTION,
                    "When the rule applies: all conditions must hold, a list means any of its values. Without any it always"
                            + " applies.")
            .example("{complexity: hard}");
    static final Option<Map<String, Double>> USE = Option.of(
                    "use",
                    new MapOf<>(Types.decimal(0, Double.MAX_VALUE), "section of models"),
                    "Models with their weights: conversations go to each as often as the weights say, and stay there.")
            .orNoEntries()
            .example("{large: 95, large-canary: 5}");
    static final Option<List<String>> BEST_OF = Option.of(
                    "best-of",
                    new ListOf<>(Types.text("the name of a model"), "list of models"),
                    "In place of `use`: models of which the best one for the request is taken.")
            .orList();
    static final Option<BestOf.Weights> BY = Option.of(
            "by",
            RoutingWeightsConfig.SECTION,
            "For `best-of`: what counts how much. The quality adds to a model's score, cost and latency take from it, each"
                    + " as a share of the highest.");

    static final Section<RoutingRuleConfig> SECTION =
            Section.of("A rule that chooses a model.", RoutingRuleConfig::of, NAME, WHEN, USE, BEST_OF, BY);

    private static RoutingRuleConfig of(Values v) {
        RoutingConditionsConfig when = v.find(WHEN);
        var rule = new RoutingRuleConfig(
                v.get(NAME), when == null ? List.of() : when.all(), v.get(USE), v.get(BEST_OF), v.find(BY));
        if (!rule.use.isEmpty() && !rule.bestOf.isEmpty()) {
            v.refuse(BEST_OF, "`use` is set too", "set one of them");
        } else if (rule.bestOf.isEmpty()) {
            checkUse(v, rule);
        } else {
            checkBestOf(v, rule);
        }
        return rule;
    }

    private static void checkUse(Values v, RoutingRuleConfig rule) {
        if (rule.use.isEmpty()) {
            v.refuse(USE, "the rule has no models", "set use, or best-of with by");
        } else if (rule.use.values().stream().allMatch(weight -> weight == 0)) {
            v.refuse(USE, "all weights are 0", "set at least one above 0");
        }
        if (rule.by != null) {
            v.refuse(BY, "there is no best-of to compare", "set best-of, or remove by");
        }
    }

    private static void checkBestOf(Values v, RoutingRuleConfig rule) {
        if (rule.bestOf.size() == 1) {
            v.refuse(
                    BEST_OF,
                    "found a single model",
                    "set use: {" + rule.bestOf.getFirst() + ": 1}, or add another one");
        } else if (new HashSet<>(rule.bestOf).size() < rule.bestOf.size()) {
            v.refuse(BEST_OF, "a model stands in it twice", "list each model once");
        }
        if (rule.by == null) {
            v.refuse(BY, "not set", "say what counts, such as by: {quality: 1, cost: 0.3, latency: 0.1}");
        }
    }
}
