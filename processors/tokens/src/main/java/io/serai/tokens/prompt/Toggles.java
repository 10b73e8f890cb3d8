package io.serai.tokens.prompt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The switches by which templates turn thinking on and off. Where a request says nothing of them, neither do we: the
 * template's own default holds.
 */
final class Toggles {
    private static final List<String> SWITCHES = List.of("enable_thinking", "thinking");
    private static final String EFFORT = "reasoning_effort";
    private static final String BUDGET = "thinking_budget";

    private final List<String> known;
    private final boolean budget;

    /** @param read names of the variables that the template reads */
    Toggles(Set<String> read) {
        this.known = SWITCHES.stream().filter(read::contains).toList();
        this.budget = read.contains(BUDGET);
    }

    /** Sets the template's switches in {@code variables} as the effort there asks; what is set already stays. */
    void apply(Map<String, @Nullable Object> variables) {
        if (!"none".equals(variables.get(EFFORT))) {
            return;
        }
        for (String name : known) {
            variables.putIfAbsent(name, false);
        }
        if (budget) {
            variables.putIfAbsent(BUDGET, 0L);
        }
    }

    /** Whether the template has a switch and {@code variables} turn it off. */
    boolean off(Map<String, ? extends @Nullable Object> variables) {
        for (String name : known) {
            if (Boolean.FALSE.equals(variables.get(name))) {
                return true;
            }
        }
        return false;
    }
}
