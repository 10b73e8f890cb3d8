package io.serai.fleet.choice;

import io.serai.core.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The model with the best score: expected quality, less cost, less latency, each as a share of the highest among the
 * models that are ready, times its weight.
 *
 * <p>The expected quality of a model is {@code 1 - hardness * (1 - quality / best quality)}: an easy question is
 * answered well by all of them, a hard one as well as their qualities say. The hardness is the score of the complexity,
 * or 1 without that signal. What is not known of a model is taken to be the mean of what is known of the others.
 *
 * @param models in the order in which ties are broken
 */
public record BestOf(List<String> models, Weights by) implements Use {
    /** Length of an answer whose length the client does not limit. */
    static final int ANSWER_TOKENS = 500;

    /**
     * What counts how much; none below 0.
     *
     * @param quality of the expected quality
     * @param cost    of the price
     * @param latency of the time to the first token
     */
    public record Weights(double quality, double cost, double latency) {}

    /** Copies the models. */
    public BestOf {
        models = List.copyOf(models);
    }

    @Override
    public Pick pick(CallFacts call, ServedModels served) {
        var ready = new LinkedHashMap<String, ModelFigures>();
        for (String model : models) {
            ModelFigures figures = served.of(model);
            if (figures.ready()) {
                ready.put(model, figures);
            }
        }
        Map<String, ModelCandidate> scored = ready.isEmpty() ? Map.of() : scored(call, ready);
        var candidates = new ArrayList<ModelCandidate>(models.size());
        ModelCandidate best = null;
        for (String model : models) {
            ModelCandidate candidate = scored.getOrDefault(model, new ModelCandidate(model, false, Map.of()));
            candidates.add(candidate);
            if (candidate.ready() && (best == null || score(candidate) > score(best))) {
                best = candidate;
            }
        }
        return new Pick(best == null ? null : best.model(), "the best score", List.copyOf(candidates));
    }

    private static double score(ModelCandidate candidate) {
        return candidate.figures().getOrDefault("score", Double.NEGATIVE_INFINITY);
    }

    private Map<String, ModelCandidate> scored(CallFacts call, Map<String, ModelFigures> ready) {
        int answer = call.maxTokens() >= 0 ? call.maxTokens() : ANSWER_TOKENS;
        Map<String, Double> quality = shares(ready, ModelFigures::quality);
        Map<String, Double> cost = shares(ready, figures -> figures.cost(call.promptTokens(), answer));
        Map<String, Double> latency = shares(ready, latency(ready));
        double hardness = hardness(call);
        var scored = new LinkedHashMap<String, ModelCandidate>();
        for (String model : ready.keySet()) {
            double expected = 1 - hardness * (1 - quality.getOrDefault(model, 1.0));
            double dear = cost.getOrDefault(model, 0.0);
            double slow = latency.getOrDefault(model, 0.0);
            var figures = new LinkedHashMap<String, Double>();
            figures.put("score", by.quality * expected - by.cost * dear - by.latency * slow);
            figures.put("quality", expected);
            figures.put("cost", dear);
            figures.put("latency", slow);
            scored.put(model, new ModelCandidate(model, true, figures));
        }
        return scored;
    }

    private static double hardness(CallFacts call) {
        return call.signals().get(Condition.COMPLEXITY) instanceof Signal.Degree said ? said.score() : 1;
    }

    /** Times where all have one; a time beside a load says nothing. */
    private static Function<ModelFigures, OptionalDouble> latency(Map<String, ModelFigures> ready) {
        boolean times =
                ready.values().stream().allMatch(it -> it.latencyMillis().isPresent());
        return times ? ModelFigures::latencyMillis : figures -> OptionalDouble.of(figures.load());
    }

    /** Each model's figure as a share of the highest; empty where nothing is known, or all is 0. */
    private static Map<String, Double> shares(
            Map<String, ModelFigures> ready, Function<ModelFigures, OptionalDouble> figure) {
        var known = new ArrayList<Double>();
        ready.values().forEach(it -> figure.apply(it).ifPresent(known::add));
        double most = known.stream().mapToDouble(it -> it).max().orElse(0);
        double mean = known.stream().mapToDouble(it -> it).average().orElse(0);
        var shares = new LinkedHashMap<String, Double>();
        if (most > 0) {
            ready.forEach((model, it) -> shares.put(model, figure.apply(it).orElse(mean) / most));
        }
        return shares;
    }
}
