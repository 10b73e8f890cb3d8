package io.serai.gateway.config;

import io.serai.fleet.choice.Condition;
import io.serai.fleet.choice.ModelTable;
import io.serai.gateway.config.CrossChecks.Refusals;
import java.util.HashMap;
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
            known(CrossChecks.with(path, "otherwise"), table.otherwise());
        });
    }

    private void rules(List<String> path, RoutingTableConfig table) {
        Map<String, Integer> names = new HashMap<>();
        boolean always = false;
        for (int i = 0; i < table.rules().size(); i++) {
            RoutingRuleConfig rule = table.rules().get(i);
            List<String> at = CrossChecks.with(path, "rules", Integer.toString(i));
            if (always) {
                refusals.refuse(
                        at,
                        "the rule before it has no conditions, so this one never applies",
                        "remove it, or move it up");
            }
            always |= rule.when().isEmpty();
            if (names.putIfAbsent(rule.name(), i) != null || rule.name().equals(ModelTable.OTHERWISE)) {
                refusals.refuse(
                        CrossChecks.with(at, "name"), rule.name() + " is taken", "give each rule a name of its own");
            }
            rule.when().forEach(condition -> {
                if (condition instanceof Condition.Pii(List<String> types)) {
                    looked(CrossChecks.with(at, "when", "pii"), types);
                }
            });
            rule.use().keySet().forEach(model -> known(CrossChecks.with(at, "use", model), model));
            for (int m = 0; m < rule.bestOf().size(); m++) {
                known(
                        CrossChecks.with(at, "best-of", Integer.toString(m)),
                        rule.bestOf().get(m));
            }
        }
    }

    private void looked(List<String> path, List<String> types) {
        List<PiiPolicyConfig> policies = config.pii().policies();
        if (policies.isEmpty()) {
            refusals.refuse(
                    path,
                    "pii has no policies, so nothing is ever found",
                    "add a policy; one with action: detect changes no request");
            return;
        }
        Set<String> wanted = new TreeSet<>();
        policies.forEach(policy -> wanted.addAll(policy.wanted()));
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (policies.stream().noneMatch(policy -> policy.looksFor(type))) {
                String remedy = Nearest.remedy(type, wanted, "add it to the types of a policy");
                refusals.refuse(
                        CrossChecks.with(path, Integer.toString(i)), "no policy of pii looks for " + type, remedy);
            }
        }
    }

    private void known(List<String> path, String model) {
        if (config.routing().containsKey(model)) {
            refusals.refuse(path, model + " is a routing table", "name a model; tables do not lead to tables");
        } else if (complete && !served.contains(model)) {
            String remedy = Nearest.remedy(
                    model, served, "name a model of a worker; one that is registered later is made known under models");
            refusals.refuse(path, model + " is no model of any worker of this file", remedy);
        }
    }
}
