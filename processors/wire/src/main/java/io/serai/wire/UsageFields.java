package io.serai.wire;

import io.serai.core.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Reads token counts from a {@code usage} or {@code meta_info} object; reusable, allocates nothing. */
final class UsageFields {
    private static final String PROMPT_TOKENS = "prompt_tokens";
    private static final String COMPLETION_TOKENS = "completion_tokens";
    private static final String CACHED_TOKENS = "cached_tokens";
    private static final String PROMPT_DETAILS = "prompt_tokens_details";

    private int prompt = -1;
    private int completion = -1;
    private int cached = -1;

    /**
     * Consumes the object at the scanner.
     *
     * @return whether it counted tokens; without that the counts read before stay
     */
    boolean read(JsonScanner scanner) {
        int newPrompt = -1;
        int newCompletion = -1;
        int newCached = -1;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs(PROMPT_TOKENS)) {
                newPrompt = scanner.count();
            } else if (scanner.keyIs(COMPLETION_TOKENS)) {
                newCompletion = scanner.count();
            } else if (scanner.keyIs(CACHED_TOKENS)) {
                newCached = scanner.count();
            } else if (scanner.keyIs(PROMPT_DETAILS) && scanner.peek() == '{') {
                newCached = Math.max(cachedIn(scanner), newCached);
            } else {
                scanner.skipValue();
            }
        }
        if (newPrompt < 0 && newCompletion < 0) {
            return false;
        }
        prompt = newPrompt;
        completion = newCompletion;
        cached = newCached;
        return true;
    }

    private static int cachedIn(JsonScanner scanner) {
        int found = -1;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs(CACHED_TOKENS)) {
                found = scanner.count();
            } else {
                scanner.skipValue();
            }
        }
        return found;
    }

    /** The counts, null if there were none. */
    @Nullable
    TokenUsage usage() {
        return prompt < 0 && completion < 0
                ? null
                : new TokenUsage(Math.max(prompt, 0), Math.max(completion, 0), cached);
    }
}
