package io.serai.fleet.choice;

/**
 * Whether a condition holds.
 *
 * @param why in words, without text of the request
 */
public record Evaluation(boolean holds, String why) {
    static Evaluation of(boolean holds, String why) {
        return new Evaluation(holds, why);
    }
}
