package io.serai.core;

/**
 * A prompt in tokens, as the model reads it.
 *
 * @param ids       token ids; where a request has several prompts, those of all, one after the other. Not to be changed
 * @param reasoning where the model's reasoning will begin
 */
public record Prompt(int[] ids, ParseOptions.Reasoning reasoning) {
    /** Leaves the ids out: they are what the user wrote. */
    @Override
    public String toString() {
        return "Prompt[" + ids.length + " tokens, reasoning=" + reasoning + "]";
    }
}
