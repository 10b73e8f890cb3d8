package io.serai.tokens.registry;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The tokenizers that were registered, at start or over the API, by name. Thread-safe; it never blocks: loading runs on
 * virtual threads of its own.
 *
 * <p>Names are 1 to 255 characters and carry no control characters; what a source may reach is {@link ModelSources}'
 * business.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TokenizerRegistry implements AutoCloseable {
    /** A registry without entries that loads from {@code sources}. */
    public TokenizerRegistry(ModelSources sources, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** Who asks for a tokenizer: decides what its source may reach. */
    public enum Origin {
        /** The configuration: any folder. */
        OPERATOR,
        /** A request: folders below the allowed roots, and the hub where it is switched on. */
        CLIENT
    }

    /**
     * Registers {@code name} and starts to load it. An entry of that name that failed is replaced.
     *
     * @param name   what callers know it by
     * @param source a folder, or {@code org/name} or {@code org/name@revision} on the hub
     * @param options what overrides the folder's own files
     * @return the entry, still loading
     * @throws NameTakenException       if an entry of that name is loading or ready; remove it first
     * @throws IllegalArgumentException if the name or the source is ill-formed or not allowed; the message is for the
     *                                  caller
     */
    public TokenizerEntry add(String name, String source, LoadOptions options, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** The entry that has {@code nameOrId} as its id, else the one that has it as its name. */
    public Optional<TokenizerEntry> get(String nameOrId) {
        throw new UnsupportedOperationException();
    }

    /** The model of the entry called {@code name}, if it is ready. One look at a concurrent map: for every call. */
    public Optional<LoadedModel> ready(String name) {
        throw new UnsupportedOperationException();
    }

    /** Completes with the entry when it is ready or has failed; at once with empty for an unknown one. */
    public CompletionStage<Optional<TokenizerEntry>> settled(String nameOrId) {
        throw new UnsupportedOperationException();
    }

    /** Removes an entry and stops its loading; false if there is none. Calls that hold its model keep it. */
    public boolean remove(String nameOrId) {
        throw new UnsupportedOperationException();
    }

    /** All entries, oldest first. */
    public List<TokenizerEntry> list() {
        throw new UnsupportedOperationException();
    }

    /** Stops all loading; nothing can be added any more. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
