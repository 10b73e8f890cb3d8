package io.serai.bench.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Conversations in the order in which they begin.
 *
 * @param conversations at least one
 */
public record Trace(List<Conversation> conversations) {
    /** Bytes of a token of the mock workers. */
    public static final int TOKEN_BYTES = 4;

    public Trace {
        conversations = List.copyOf(conversations);
    }

    /** Draws a trace; the same shape and seed give the same trace everywhere. */
    public static Trace draw(TraceShape shape, long seed) {
        var random = new SplittableRandom(seed);
        var prompts = new ArrayList<String>();
        for (int group = 0; group < shape.groups(); group++) {
            prompts.add(Text.words(random, shape.systemTokens() * TOKEN_BYTES));
        }
        double[] cumulated = cumulatedPopularity(shape);
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < shape.conversations(); i++) {
            int group = pick(cumulated, random.nextDouble());
            conversations.add(conversation(shape, group, prompts.get(group), random));
        }
        return new Trace(conversations);
    }

    private static Conversation conversation(
            TraceShape shape, int group, String systemPrompt, SplittableRandom random) {
        var turns = new ArrayList<String>();
        var thinkTimes = new ArrayList<Duration>();
        for (int turn = 0; turn < shape.turns(); turn++) {
            turns.add(Text.words(random, shape.userTokens() * TOKEN_BYTES));
            double factor = 2 * random.nextDouble();
            thinkTimes.add(
                    Duration.ofNanos((long) (factor * shape.meanThinkTime().toNanos())));
        }
        return new Conversation(group, systemPrompt, turns, thinkTimes);
    }

    /** Popularity of group k is 1 / (k + 1)^skew; entry k holds the share of groups 0 to k. */
    private static double[] cumulatedPopularity(TraceShape shape) {
        double[] cumulated = new double[shape.groups()];
        double sum = 0;
        for (int group = 0; group < cumulated.length; group++) {
            sum += 1 / Math.pow(group + 1, shape.skew());
            cumulated[group] = sum;
        }
        for (int group = 0; group < cumulated.length; group++) {
            cumulated[group] /= sum;
        }
        return cumulated;
    }

    private static int pick(double[] cumulated, double drawn) {
        int group = 0;
        while (group < cumulated.length - 1 && drawn >= cumulated[group]) {
            group++;
        }
        return group;
    }
}
