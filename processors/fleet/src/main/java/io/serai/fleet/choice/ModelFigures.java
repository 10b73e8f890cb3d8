package io.serai.fleet.choice;

import java.util.OptionalDouble;

/**
 * What is known of a model when it is compared with others.
 *
 * @param ready         whether a worker of it is ready, and neither a breaker nor a pause keeps calls from it
 * @param quality       on the operator's own scale, more is better
 * @param inputCost     price of a million prompt tokens
 * @param outputCost    price of a million generated tokens
 * @param latencyMillis recent time to the first token
 * @param load          calls in flight for each ready worker
 */
public record ModelFigures(
        boolean ready,
        OptionalDouble quality,
        OptionalDouble inputCost,
        OptionalDouble outputCost,
        OptionalDouble latencyMillis,
        double load) {

    /** Price of a call, in millionths of the operator's currency; empty where no price is known. */
    OptionalDouble cost(int promptTokens, int answerTokens) {
        if (inputCost.isEmpty() && outputCost.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(inputCost.orElse(0) * promptTokens + outputCost.orElse(0) * answerTokens);
    }
}
