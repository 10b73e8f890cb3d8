package io.serai.gateway.config;

import io.serai.fleet.choice.Condition;
import io.serai.guard.pii.PiiRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What policies and rules ask of models that these cannot say: such a policy would mask nothing, without a word. */
public final class LabelChecks {
    private static final String PII = "pii";

    private final SeraiConfig config;
    private final Map<String, String> origins = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private LabelChecks(Loaded loaded) {
        config = loaded.config();
        loaded.settings().forEach(setting -> origins.put(setting.key(), setting.origin()));
    }

    /**
     * Refuses a configuration for what is known at once. Labels of routing rules are left alone where requests may name
     * models ({@code classifiers.folders}): one that is promoted may bring them.
     *
     * @throws ConfigException with all problems found
     */
    public static void check(Loaded loaded, ModelLabels labels) throws ConfigException {
        var checks = new LabelChecks(loaded);
        checks.policies(labels::live);
        if (loaded.config().classifiers().folders().isEmpty()) {
            checks.rules(labels::possible);
        }
        if (!checks.problems.isEmpty()) {
            throw new ConfigException(checks.problems);
        }
    }

    /**
     * What the live models lack; known in full only when they have come.
     *
     * @param live as {@link ModelLabels#live}
     */
    public static List<Problem> lacking(Loaded loaded, Function<String, Optional<Set<String>>> live) {
        var checks = new LabelChecks(loaded);
        checks.policies(live);
        checks.rules(live);
        return List.copyOf(checks.problems);
    }

    private void policies(Function<String, Optional<Set<String>>> labels) {
        Optional<Set<String>> types = labels.apply(PII);
        List<PiiPolicyConfig> policies = config.pii().policies();
        for (int i = 0; types.isPresent() && i < policies.size(); i++) {
            PiiPolicyConfig policy = policies.get(i);
            String key = Key.entry("pii.policies", Integer.toString(i));
            if (policy.model()) {
                types(Key.join(key, "types"), policy.types(), types.get());
                types(Key.join(key, "actions"), policy.actions().keySet(), types.get());
            }
        }
    }

    private void types(String key, Iterable<String> wanted, Set<String> byModel) {
        for (String type : wanted) {
            if (!PiiRules.types().contains(type) && !byModel.contains(type)) {
                lacks(key, PII, type + " is found by no rule", type, byModel, PiiRules.types());
            }
        }
    }

    private void rules(Function<String, Optional<Set<String>>> labels) {
        config.routing().forEach((name, table) -> {
            for (int i = 0; i < table.rules().size(); i++) {
                String key = Key.entry(Key.join(Key.entry("routing", name), "rules"), Integer.toString(i)) + ".when";
                table.rules().get(i).when().forEach(condition -> rule(key, condition, labels));
            }
        });
    }

    private void rule(String key, Condition condition, Function<String, Optional<Set<String>>> labels) {
        switch (condition) {
            case Condition.Intent(List<String> wanted) ->
                labels(Key.join(key, Condition.INTENT), Condition.INTENT, wanted, labels);
            case Condition.IntentScore _ -> labels(Key.join(key, "intent-score"), Condition.INTENT, List.of(), labels);
            case Condition.Complexity(List<String> wanted) ->
                labels(Key.join(key, Condition.COMPLEXITY), Condition.COMPLEXITY, wanted, labels);
            case Condition.ComplexityScore _ ->
                labels(Key.join(key, Condition.COMPLEXITY), Condition.COMPLEXITY, List.of(), labels);
            case Condition.Pii(List<String> wanted) ->
                labels.apply(PII).ifPresent(known -> types(Key.join(key, PII), wanted, known));
            default -> {}
        }
    }

    private void labels(String key, String head, List<String> wanted, Function<String, Optional<Set<String>>> labels) {
        Optional<Set<String>> known = labels.apply(head);
        if (known.isPresent() && known.get().isEmpty()) {
            problem(key, "no classifier has the head " + head, "add a model that has it to classifiers.models");
            return;
        }
        for (String label : wanted) {
            if (known.isPresent() && !known.get().contains(label)) {
                lacks(key, head, label + " is no label of the classifier", label, known.get(), Set.of());
            }
        }
    }

    private void lacks(String key, String head, String seen, String label, Set<String> byModel, Set<String> byRules) {
        Set<String> all = new TreeSet<>(byModel);
        all.addAll(byRules);
        String remedy = Nearest.remedy(label, all, "remove it, or add a model that has it");
        String says = byModel.isEmpty()
                ? "no classifier has the head " + head
                : "the head " + head + " has " + String.join(", ", new TreeSet<>(byModel));
        problem(key, seen + ", and " + says, remedy);
    }

    private void problem(String key, String seen, String remedy) {
        problems.add(new Problem(origins.getOrDefault(key, ""), key, seen, remedy));
    }
}
