package io.serai.guard.pii;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the requests of some callers, and what happens then.
 *
 * @param tenants  names of callers; empty: everybody
 * @param types    what is looked for, beside the keys of {@code actions}; empty: every type
 * @param action   for types that {@code actions} does not name; null: what the route's step says
 * @param actions  by type
 * @param minScore from 0 to 1; what scores less is not found
 * @param model    whether a classifier looks too, beside the rules
 * @param output   what happens to personal data in the answer that was not in the request
 * @param outputModel whether a classifier looks at answers too, which are held for that until they are complete
 */
public record PiiPolicy(
        Set<String> tenants,
        Set<String> types,
        @Nullable Action action,
        Map<String, Action> actions,
        double minScore,
        boolean model,
        Output output,
        boolean outputModel) {
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
        /** A placeholder takes its place for good. */
        MASK
    }

    public PiiPolicy {
        tenants = Set.copyOf(tenants);
        types = Set.copyOf(types);
        actions = Map.copyOf(actions);
    }

    /** Every type for everybody, by rules and classifier, with the step's action; answers are not looked at. */
    public static PiiPolicy everything() {
        return new PiiPolicy(Set.of(), Set.of(), null, Map.of(), PiiRules.DEFAULT_MIN_SCORE, true, Output.PASS, false);
    }

    /** This policy for other types; empty: every type. */
    public PiiPolicy lookingFor(Set<String> others) {
        return new PiiPolicy(tenants, others, action, actions, minScore, model, output, outputModel);
    }

    /** Whether it is for the caller {@code tenant}; callers without a name are covered by policies for everybody. */
    public boolean covers(String tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }

    /** What happens to {@code type}, with {@code otherwise} where the policy leaves that to the step. */
    public Action action(String type, Action otherwise) {
        Action fallback = action == null ? otherwise : action;
        return actions.getOrDefault(type, fallback);
    }

    /** Every type it looks for; empty for every type there is. */
    public Set<String> wanted() {
        if (types.isEmpty() || actions.isEmpty()) {
            return types;
        }
        var all = new HashSet<>(types);
        all.addAll(actions.keySet());
        return all;
    }

    /** Whether a classifier looks at answers. */
    public boolean asksModelOfAnswers() {
        return outputModel && output != Output.PASS && asksModel();
    }

    /** Whether a classifier has something to add: it may look, and not only for what rules find. */
    public boolean asksModel() {
        return model && (types.isEmpty() || !PiiRules.types().containsAll(wanted()));
    }
}
