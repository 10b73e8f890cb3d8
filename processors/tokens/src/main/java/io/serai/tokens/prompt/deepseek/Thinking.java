package io.serai.tokens.prompt.deepseek;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a chat is to be thought about.
 *
 * @param on       whether the model thinks
 * @param most     whether it is told to think without limit
 * @param keepPast whether thoughts of earlier turns stay in the prompt
 */
record Thinking(boolean on, boolean most, boolean keepPast) {
    /** What {@code variables} ask for; the models do not think unless asked. */
    static Thinking of(Map<String, ? extends @Nullable Object> variables) {
        Object on = variables.get("thinking");
        if (on == null) {
            on = variables.get("enable_thinking");
        }
        return new Thinking(
                Boolean.TRUE.equals(on),
                "max".equals(variables.get("reasoning_effort")),
                Boolean.FALSE.equals(variables.get("drop_thinking")));
    }
}
