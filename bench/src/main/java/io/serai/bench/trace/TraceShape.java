package io.serai.bench.trace;

import java.time.Duration;

/**
 * Size and skew of a trace. A token is four bytes of ASCII text, as the mock workers count.
 *
 * @param groups        number of shared system prompts
 * @param systemTokens  length of each of them
 * @param conversations number of conversations
 * @param turns         user turns of each conversation
 * @param userTokens    length of each user turn
 * @param skew          Zipf exponent of the groups' popularity; 0 makes all equal, 1 makes the first one hot
 * @param meanThinkTime mean pause between an answer and the next turn
 */
public record TraceShape(
        int groups,
        int systemTokens,
        int conversations,
        int turns,
        int userTokens,
        double skew,
        Duration meanThinkTime) {
    public TraceShape {
        atLeastOne("groups", groups);
        atLeastOne("systemTokens", systemTokens);
        atLeastOne("conversations", conversations);
        atLeastOne("turns", turns);
        atLeastOne("userTokens", userTokens);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; set it to at least 1".formatted(name, value));
        }
    }
}
