package io.serai.fleet.choice;

/**
 * Whether a condition holds.
 *
 * @param why in words, without text of the request
 */
public record Verdict(boolean holds, String why) {
    static Verdict of(boolean holds, String why) {
        return new Verdict(holds, why);
    }
}
