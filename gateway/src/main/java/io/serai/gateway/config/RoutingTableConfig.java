package io.serai.gateway.config;

import java.util.List;

/**
 * How the model of a call is chosen that asks for a name such as {@code auto}.
 *
 * @param rules     the first that matches counts
 * @param otherwise the model where none does
 */
public record RoutingTableConfig(List<RoutingRuleConfig> rules, String otherwise) {
    static final Option<List<RoutingRuleConfig>> RULES = Option.of(
                    "rules",
                    new ListOf<>(RoutingRuleConfig.SECTION, "list of rules"),
                    "Rules from top to bottom; the first whose conditions all hold chooses the model.")
            .orList();
    static final Option<String> OTHERWISE = Option.of(
                    "otherwise", Types.text("the name of a model"), "The model where no rule matches.")
            .must()
            .example("small");

    static final Section<RoutingTableConfig> SECTION = Section.of(
            "How the model is chosen for requests that ask for this name.",
            v -> new RoutingTableConfig(v.get(RULES), v.get(OTHERWISE)),
            RULES,
            OTHERWISE);
}
