package io.serai.bench.trace;

import java.time.Duration;
import java.util.List;

/**
 * One user's conversation, less the answers, which come from the worker.
 *
 * @param group        which shared system prompt it uses
 * @param systemPrompt text of that prompt
 * @param userTurns    what the user says, in order; at least one
 * @param thinkTimes   pause after the answer to each turn; as many as turns
 */
public record Conversation(int group, String systemPrompt, List<String> userTurns, List<Duration> thinkTimes) {
    public Conversation {
        userTurns = List.copyOf(userTurns);
        thinkTimes = List.copyOf(thinkTimes);
        if (userTurns.isEmpty() || userTurns.size() != thinkTimes.size()) {
            throw new IllegalArgumentException("a conversation has %d turns and %d think times; give one time per turn"
                    .formatted(userTurns.size(), thinkTimes.size()));
        }
    }
}
