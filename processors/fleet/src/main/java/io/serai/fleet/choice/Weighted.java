package io.serai.fleet.choice;

import io.serai.fleet.policy.Rendezvous;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models drawn by weight: over many conversations each gets its share, and a conversation keeps its model. One without
 * a ready worker leaves its conversations to the others; those of the others do not move.
 *
 * @param weights above 0, by model
 */
public record Weighted(Map<String, Double> weights) implements Use {
    /** @throws IllegalArgumentException if there is none, or one is not above 0 */
    public Weighted {
        if (weights.isEmpty() || weights.values().stream().anyMatch(it -> !(it > 0))) {
            throw new IllegalArgumentException("weights are " + weights + "; give at least one, each above 0");
        }
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    @Override
    public Pick pick(CallFacts call, ServedModels models) {
        var candidates = new ArrayList<ModelCandidate>(weights.size());
        String chosen = null;
        double strongest = -1;
        String key = weights.size() == 1 ? "" : call.conversation();
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            boolean ready = models.of(entry.getKey()).ready();
            double claim = Rendezvous.claim(key, entry.getKey(), entry.getValue());
            if (ready && claim > strongest) {
                chosen = entry.getKey();
                strongest = claim;
            }
            candidates.add(new ModelCandidate(entry.getKey(), ready, Map.of("weight", entry.getValue())));
        }
        return new Pick(chosen, why(candidates), List.copyOf(candidates));
    }

    private static String why(List<ModelCandidate> candidates) {
        return candidates.size() == 1 ? "the only one of its rule" : "drawn by weight for this conversation";
    }
}
