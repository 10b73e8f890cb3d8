package io.serai.core;

import java.util.List;

/**
 * Why a call goes to the model it goes to.
 *
 * @param requested what the client asked for, such as {@code auto}
 * @param model     the one chosen
 * @param rule      name of the rule that matched; {@code otherwise} where none did
 * @param reasons   in words, one thing each: conditions that held, candidates with their scores. No text of the request
 */
public record ModelDecision(String requested, String model, String rule, List<String> reasons) {
    public ModelDecision {
        reasons = List.copyOf(reasons);
    }
}
