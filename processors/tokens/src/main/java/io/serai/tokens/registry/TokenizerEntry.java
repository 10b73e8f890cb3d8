package io.serai.tokens.registry;

import java.time.Instant;

/**
 * A registered tokenizer as it is now; a later look may find another state.
 *
 * @param id     made by the registry, never used again
 * @param name   what callers know it by, mostly a model's name; one entry has it at a time
 * @param source folder, or repository on the hub with its revision ({@code org/name@revision})
 * @param added  when it was registered
 * @param state  how far it is
 */
public record TokenizerEntry(String id, String name, String source, Instant added, State state) {
    /** How far an entry is. */
    public sealed interface State {}

    /** It is being read or downloaded. */
    public record Loading() implements State {}

    /** It serves. Implementation and vocabulary size are the tokenizer's own. */
    public record Ready(LoadedLanguage model) implements State {}

    /**
     * It could not be had. The entry stays, so that the reason can be read, until it is removed or added again.
     *
     * @param reason for whoever registered it: what was seen and what to do, without secrets
     */
    public record Failed(String reason) implements State {}
}
