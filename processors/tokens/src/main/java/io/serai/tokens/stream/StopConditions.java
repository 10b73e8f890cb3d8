package io.serai.tokens.stream;

import java.util.List;
import java.util.Set;

/**
 * When a stream ends.
 *
 * @param strings     stop strings
 * @param tokens      ids of stop tokens, the model's own end tokens included unless the client asks to ignore them
 * @param includeStop whether the stop string, or the stop token's text, is given out ({@code no_stop_trim},
 *                    {@code include_stop_str_in_output}); a special token stays hidden where special tokens do
 * @param minTokens   of this many tokens at the start none stops, and no stop string is looked for in their text
 */
public record StopConditions(StopStrings strings, Set<Integer> tokens, boolean includeStop, int minTokens) {
    /** Nothing stops. */
    public static final StopConditions NONE = new StopConditions(StopStrings.of(List.of()), Set.of(), false, 0);

    public StopConditions {
        tokens = Set.copyOf(tokens);
        if (minTokens < 0) {
            throw new IllegalArgumentException("minTokens is " + minTokens + "; set 0 or more");
        }
    }
}
