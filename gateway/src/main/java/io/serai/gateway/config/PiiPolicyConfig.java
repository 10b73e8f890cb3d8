package io.serai.gateway.config;

import io.serai.guard.pii.PiiRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the requests of some callers, and what happens then.
 *
 * @param tenants  names of API keys; empty: everybody
 * @param types    what is looked for; empty: every type
 * @param action   for types that {@code actions} does not name; null: what the route's step says
 * @param actions  by type
 * @param minScore what scores less is not found
 * @param model    whether the classifier looks too, beside the rules
 * @param output   what happens to personal data in the answer that was not in the request
 * @param outputModel whether the classifier looks at answers too
 */
public record PiiPolicyConfig(
        List<String> tenants,
        List<String> types,
        @Nullable Action action,
        Map<String, Action> actions,
        double minScore,
        boolean model,
        Output output,
        boolean outputModel) {
    /** Every type it looks for; empty for every type there is. */
    Set<String> wanted() {
        var all = new LinkedHashSet<>(types);
        if (!types.isEmpty()) {
            all.addAll(actions.keySet());
        }
        return all;
    }

    /** Whether {@code type} is found, if something finds it. */
    boolean looksFor(String type) {
        return types.isEmpty() ? model || PiiRules.types().contains(type) : wanted().contains(type);
    }

    /** What happens to what is found in a request. */
    public enum Action {
        /** It is counted. */
        DETECT,
        /** The request is refused. */
        BLOCK,
        /** A placeholder takes its place, and the value comes back in the answer. */
        MASK,
        /** A placeholder takes its place for good. */
        HASH
    }

    /** What happens to what is found in an answer. */
    public enum Output {
        /** Nothing is looked for. */
        PASS,
        /** It is counted. */
        DETECT,
        /** A placeholder takes its place. */
        MASK
    }

    static final Option<List<String>> TENANTS = Option.of(
                    "tenants",
                    new ListOf<>(Types.text("the name of a key"), "list of names"),
                    "Names of the API keys whose requests it is for. An empty list is everybody.")
            .orList();
    static final Option<List<String>> TYPES = Option.of(
                    "types",
                    new ListOf<>(Types.text("a type such as EMAIL_ADDRESS"), "list of types"),
                    "Types that are looked for; docs/pii.md lists them. An empty list is every type.")
            .orList();
    static final Option<Action> ACTION = Option.of(
                    "action",
                    Types.choice(List.of(Action.values()), Map.of()),
                    "What happens to what is found: `detect` counts it, `block` refuses the request, `mask` puts a"
                            + " placeholder there and restores the value in the answer, `hash` does not restore it."
                            + " Without it, what the route's step says: `mask` in the routes that ship.")
            .example("mask");
    static final Option<Map<String, Action>> ACTIONS = Option.of(
                    "actions",
                    new MapOf<>(Types.choice(List.of(Action.values()), Map.of()), "section of types"),
                    "The same for single types.")
            .orNoEntries()
            .example("{CREDIT_CARD: block}");
    static final Option<Double> MIN_SCORE = Option.of(
                    "min-score", Types.decimal(0, 1), "What scores less is left alone.")
            .or("0.5");
    static final Option<Boolean> MODEL = Option.of(
                    "model",
                    Types.flag(),
                    "Whether the classifier looks for names, places and the like, beside the rules.")
            .or("true");
    static final Option<Output> OUTPUT = Option.of(
                    "output",
                    Types.choice(List.of(Output.values()), Map.of()),
                    "What happens to personal data in the answer that was not in the request: `pass` does not look,"
                            + " `detect` counts it, `mask` puts a placeholder there. By rules, without `output-model`.")
            .or("pass");
    static final Option<Boolean> OUTPUT_MODEL = Option.of(
                    "output-model",
                    Types.flag(),
                    "Whether the classifier looks at answers too. Each is held until it is complete, streams included, and"
                            + " then sent at once.")
            .or("false");

    static final Section<PiiPolicyConfig> SECTION = Section.of(
            "What is looked for in the requests of some callers.",
            v -> new PiiPolicyConfig(
                    v.get(TENANTS),
                    v.get(TYPES),
                    v.find(ACTION),
                    v.get(ACTIONS),
                    v.get(MIN_SCORE),
                    v.get(MODEL),
                    v.get(OUTPUT),
                    v.get(OUTPUT_MODEL)),
            TENANTS,
            TYPES,
            ACTION,
            ACTIONS,
            MIN_SCORE,
            MODEL,
            OUTPUT,
            OUTPUT_MODEL);
}
