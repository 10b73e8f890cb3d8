package io.serai.gateway.config;

import io.serai.core.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a model.
 *
 * @param policy  its policy, with what it does not set taken from the general one; null: the general one
 * @param aliases other names that clients may use for it
 * @param card    what its card says
 */
public record ModelConfig(@Nullable PolicyConfig policy, List<String> aliases, Map<ModelCard.Field, Object> card) {
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
            "What is special about a model.",
            v -> new ModelConfig(v.find(POLICY), v.get(ALIASES), CardConfig.of(v)),
            options());

    private static Option<?>[] options() {
        var options = new ArrayList<Option<?>>(List.of(POLICY, ALIASES));
        options.addAll(CardConfig.ALL);
        return options.toArray(Option<?>[]::new);
    }
}
