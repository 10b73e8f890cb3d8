package io.serai.gateway.config;

import io.serai.fleet.choice.BestOf;

/** What counts how much where models are compared. */
final class RoutingWeightsConfig {
    static final Option<Double> QUALITY = Option.of(
                    "quality",
                    Types.decimal(0, Double.MAX_VALUE),
                    "Weight of the quality to expect: that of the model's card for hard requests, nearly the same for all"
                            + " models for easy ones.")
            .or("0");
    static final Option<Double> COST = Option.of(
                    "cost",
                    Types.decimal(0, Double.MAX_VALUE),
                    "Weight of the price of the request, by the costs of the models' cards.")
            .or("0");
    static final Option<Double> LATENCY = Option.of(
                    "latency",
                    Types.decimal(0, Double.MAX_VALUE),
                    "Weight of the recent time to the first token; of the load where that is not known of all.")
            .or("0");

    static final Section<BestOf.Weights> SECTION = Section.of(
            "What counts how much where `best-of` compares models: the quality adds to the score, cost and latency take"
                    + " from it, each as a share of the highest.",
            RoutingWeightsConfig::of,
            QUALITY,
            COST,
            LATENCY);

    private RoutingWeightsConfig() {}

    private static BestOf.Weights of(Values v) {
        var weights = new BestOf.Weights(v.get(QUALITY), v.get(COST), v.get(LATENCY));
        if (weights.quality() + weights.cost() + weights.latency() == 0) {
            v.refuse(QUALITY, "all weights are 0", "set at least one of quality, cost and latency above 0");
        }
        return weights;
    }
}
