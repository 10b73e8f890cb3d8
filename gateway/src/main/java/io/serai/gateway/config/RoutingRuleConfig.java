package io.serai.gateway.config;

import java.util.Map;

/**
 * A rule that chooses a model.
 *
 * @param name for explanations
 * @param use  models with their weights
 */
public record RoutingRuleConfig(String name, Map<String, Double> use) {
    static final Option<String> NAME = Option.of(
                    "name", Types.text("a name"), "Name of the rule, for explanations and metrics.")
            .must()
            .example("hard questions");
    static final Option<Map<String, Double>> USE = Option.of(
                    "use",
                    new MapOf<>(Types.decimal(0, Double.MAX_VALUE), "section of models"),
                    "Models with their weights: a request goes to one of them, as often as the weights say.")
            .orNoEntries()
            .example("{large: 95, large-canary: 5}");

    static final Section<RoutingRuleConfig> SECTION =
            Section.of("A rule that chooses a model.", v -> new RoutingRuleConfig(v.get(NAME), v.get(USE)), NAME, USE);
}
