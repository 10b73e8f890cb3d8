package io.serai.gateway.config;

import io.serai.fleet.choice.Condition;
import io.serai.fleet.choice.ModelTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Problems of routing tables that no rule sees alone: rules that never apply, models that nobody serves. */
final class RoutingChecks {
    private final SeraiConfig config;
    private final Refusals refusals;
    private final Set<String> served = new TreeSet<>();
    /** Whether {@link #served} is all that the configuration's workers serve. */
    private final boolean complete;

    /** Takes note of a problem. */
    interface Refusals {
        void refuse(List<String> path, String seen, String remedy);
    }

    RoutingChecks(SeraiConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
        config.models().forEach((model, its) -> {
            served.add(model);
            served.addAll(its.aliases());
        });
        config.workers().forEach(worker -> served.addAll(worker.models().keySet()));
        String fallback = config.defaultModel();
        if (fallback != null) {
            served.add(fallback);
        }
        complete = !config.workers().isEmpty()
                && config.workers().stream().noneMatch(worker -> worker.models().isEmpty() && fallback == null);
    }

    void run() {
        config.routing().forEach((name, table) -> {
            List<String> path = List.of("routing", name);
            if (served.contains(name)) {
                refusals.refuse(
                        path, name + " is a model, or another name of one", "choose another name for the table");
            }
            rules(path, table);
            known(with(path, "otherwise"), table.otherwise());
        });
    }

    private void rules(List<String> path, RoutingTableConfig table) {
        Map<String, Integer> names = new HashMap<>();
        boolean always = false;
        for (int i = 0; i < table.rules().size(); i++) {
            RoutingRuleConfig rule = table.rules().get(i);
            List<String> at = with(path, "rules", Integer.toString(i));
            if (always) {
                refusals.refuse(
                        at,
                        "the rule before it has no conditions, so this one never applies",
                        "remove it, or move it up");
            }
            always |= rule.when().isEmpty();
            if (names.putIfAbsent(rule.name(), i) != null || rule.name().equals(ModelTable.OTHERWISE)) {
                refusals.refuse(with(at, "name"), rule.name() + " is taken", "give each rule a name of its own");
            }
            if (config.pii().policies().isEmpty() && rule.when().stream().anyMatch(Condition.Pii.class::isInstance)) {
                refusals.refuse(
                        with(at, "when", "pii"),
                        "pii has no policies, so nothing is ever found",
                        "add a policy; one with action: detect changes no request");
            }
            rule.use().keySet().forEach(model -> known(with(at, "use", model), model));
            for (int m = 0; m < rule.bestOf().size(); m++) {
                known(with(at, "best-of", Integer.toString(m)), rule.bestOf().get(m));
            }
        }
    }

    private void known(List<String> path, String model) {
        if (config.routing().containsKey(model)) {
            refusals.refuse(path, model + " is a routing table", "name a model; tables do not lead to tables");
        } else if (complete && !served.contains(model)) {
            String remedy = Nearest.of(model, new HashSet<>(served))
                    .map(near -> "did you mean " + near + "?")
                    .orElse("name a model of a worker; one that is registered later is made known under models");
            refusals.refuse(path, model + " is no model of any worker of this file", remedy);
        }
    }

    private static List<String> with(List<String> path, String... more) {
        var longer = new ArrayList<>(path);
        longer.addAll(List.of(more));
        return longer;
    }
}
