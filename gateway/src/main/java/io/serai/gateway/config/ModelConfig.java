package io.serai.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a model.
 *
 * @param policy  its policy, with what it does not set taken from the general one; null: the general one
 * @param aliases other names that clients may use for it
 */
public record ModelConfig(@Nullable PolicyConfig policy, List<String> aliases) {
    static final Option<PolicyConfig> POLICY = Option.of(
            "policy",
            PolicyConfig.SECTION,
            "How its worker is picked. Takes the keys of the top-level `policy`; those left out are as set there.");
    static final Option<List<String>> ALIASES = Option.of(
                    "aliases",
                    new ListOf<>(Types.text("a name"), "list of names"),
                    "Other names that clients may use for it. The worker gets the model's own name.")
            .orList()
            .example("[llama, default]");

    static final Section<ModelConfig> SECTION = Section.of(
            "What is special about a model.", v -> new ModelConfig(v.find(POLICY), v.get(ALIASES)), POLICY, ALIASES);
}
