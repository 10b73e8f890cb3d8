package io.serai.gateway.config;

import io.serai.fleet.choice.Bound;
import io.serai.fleet.choice.Condition;
import io.serai.fleet.choice.Condition.Trait;
import io.serai.fleet.choice.TextLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a rule applies.
 *
 * @param all what must hold, that which costs least to find out first
 */
public record RoutingConditionsConfig(List<Condition> all) {
    private static final String ANY = "any";

    static final Option<List<String>> INTENT = Option.of(
                    "intent",
                    new OneOrMore<>(Types.text("a label of the classifier"), "labels"),
                    "The intent is one of these labels of the classifier.")
            .example("[math, physics]");
    static final Option<Bound> INTENT_SCORE = Option.of(
                    "intent-score", Types.bound(0, 1), "How sure the classifier must be of the intent.")
            .example("\">= 0.6\"");
    static final Option<Condition> COMPLEXITY = Option.of(
                    "complexity",
                    new ComplexityType(),
                    "The complexity is in one of these bands (`easy`, `medium`, `hard`), or its score keeps a bound such as"
                            + " `\">= 0.7\"`.")
            .example("hard");
    static final Option<List<String>> PII = Option.of(
                    "pii",
                    new OneOrMore<>(Types.text("a type such as US_SSN, or any"), "types"),
                    "Personal data of one of these types was found, or of `any`. Only what a policy of `pii` looks for is"
                            + " found.")
            .example("[US_SSN, CREDIT_CARD]");
    static final Option<Bound> PROMPT_TOKENS = Option.of(
                    "prompt-tokens",
                    Types.bound(0, Integer.MAX_VALUE),
                    "Length of the prompt, estimated at four bytes a token: the tokenizer is that of the model, which is"
                            + " not chosen yet.")
            .example("\">= 2000\"");
    static final Option<List<String>> LANGUAGE = Option.of(
                    "language",
                    new OneOrMore<>(language(), "languages"),
                    "The last user message is in one of these languages, by their ISO 639-1 codes. docs/routing.md lists"
                            + " those that are told.")
            .example("[de, fr]");
    static final Option<Boolean> TOOLS =
            Option.of("tools", Types.flag(), "Whether the request has tools.").example("true");
    static final Option<Boolean> IMAGES =
            Option.of("images", Types.flag(), "Whether a message has an image.").example("false");
    static final Option<Boolean> STREAM =
            Option.of("stream", Types.flag(), "Whether a stream is asked for.").example("true");
    static final Option<List<String>> TENANTS = Option.of(
                    "tenants",
                    new OneOrMore<>(Types.text("the name of a key"), "names"),
                    "The caller's API key has one of these names.")
            .example("[team-a]");
    static final Option<Map<String, List<String>>> HEADERS = Option.of(
                    "headers",
                    new MapOf<>(new OneOrMore<>(Types.text("a value"), "values"), "section of header fields"),
                    "The request has these header fields, each with one of the values, without regard to case.")
            .example("{x-tier: gold}");

    static final Section<RoutingConditionsConfig> SECTION = Section.of(
            "When a rule applies: all conditions must hold. A list means any of its values.",
            RoutingConditionsConfig::of,
            INTENT,
            INTENT_SCORE,
            COMPLEXITY,
            PII,
            PROMPT_TOKENS,
            LANGUAGE,
            TOOLS,
            IMAGES,
            STREAM,
            TENANTS,
            HEADERS);

    private static Type<String> language() {
        List<String> known = List.copyOf(TextLanguage.known());
        return ScalarType.of("language", "one of " + String.join(", ", known), Map.of("enum", known), text -> {
            String code = text.toLowerCase(Locale.ROOT);
            return known.contains(code) ? code : null;
        });
    }

    private static RoutingConditionsConfig of(Values v) {
        var all = new ArrayList<Condition>();
        add(all, v.find(TENANTS), Condition.Tenants::new);
        Map<String, List<String>> headers = v.find(HEADERS);
        add(all, headers == null || headers.isEmpty() ? null : headers, Condition.HeaderFields::new);
        add(all, v.find(STREAM), wanted -> new Condition.Has(Trait.STREAM, wanted));
        add(all, v.find(TOOLS), wanted -> new Condition.Has(Trait.TOOLS, wanted));
        add(all, v.find(PROMPT_TOKENS), Condition.PromptTokens::new);
        add(all, v.find(PII), types -> pii(types, v));
        add(all, v.find(INTENT), Condition.Intent::new);
        add(all, v.find(INTENT_SCORE), Condition.IntentScore::new);
        add(all, v.find(COMPLEXITY), it -> it);
        add(all, v.find(IMAGES), wanted -> new Condition.Has(Trait.IMAGES, wanted));
        add(all, v.find(LANGUAGE), Condition.Language::new);
        return new RoutingConditionsConfig(List.copyOf(all));
    }

    private static <T> void add(List<Condition> all, @Nullable T value, Function<T, Condition> condition) {
        if (value != null) {
            all.add(condition.apply(value));
        }
    }

    private static Condition pii(List<String> types, Values v) {
        boolean any = types.contains(ANY);
        if (any && types.size() > 1) {
            v.refuse(PII, "`any` and single types", "set any alone, or the types");
        }
        return new Condition.Pii(any ? List.of() : types);
    }
}
