package io.serai.gateway.config;

import io.serai.gateway.config.CrossChecks.Refusals;
import io.serai.guard.pii.PiiRules;
import java.util.List;

/** Problems of the key, and of policies that name types which only a model could find but ask none. */
final class PiiChecks {
    private final PiiConfig pii;
    private final Refusals refusals;

    PiiChecks(PiiConfig pii, Refusals refusals) {
        this.pii = pii;
        this.refusals = refusals;
    }

    void run() {
        Secret key = pii.key();
        int length = key == null ? PiiConfig.LEAST_KEY_CHARS : key.reveal().length();
        if (length < PiiConfig.LEAST_KEY_CHARS) {
            String remedy = "set at least " + PiiConfig.LEAST_KEY_CHARS;
            refusals.refuse(List.of("pii", "key"), "it has " + length + " characters", remedy);
        }
        for (int i = 0; i < pii.policies().size(); i++) {
            if (!pii.policies().get(i).model()) {
                byRulesAlone(
                        List.of("pii", "policies", Integer.toString(i)),
                        pii.policies().get(i));
            }
        }
    }

    private void byRulesAlone(List<String> path, PiiPolicyConfig policy) {
        for (int i = 0; i < policy.types().size(); i++) {
            known(
                    CrossChecks.with(path, "types", Integer.toString(i)),
                    policy.types().get(i));
        }
        policy.actions().keySet().forEach(type -> known(CrossChecks.with(path, "actions", type), type));
    }

    private void known(List<String> path, String type) {
        if (!PiiRules.types().contains(type)) {
            String remedy =
                    Nearest.remedy(type, PiiRules.types(), "remove it, or set model: true, if a classifier finds it");
            refusals.refuse(path, type + " is found by no rule, and the policy asks no model", remedy);
        }
    }
}
