package io.serai.gateway.models;

import io.serai.tokens.registry.LoadOptions;
import io.serai.tokens.registry.TokenizerEntry;
import io.serai.tokens.registry.TokenizerRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The tokenizers that are registered, as the catalogue needs them. */
interface Registered {
    /** As {@link TokenizerRegistry#add}, for the operator. */
    TokenizerEntry add(String name, String source, LoadOptions options);

    /** As {@link TokenizerRegistry#get}. */
    Optional<TokenizerEntry> get(String nameOrId);

    /** As {@link TokenizerRegistry#settled}. */
    CompletionStage<Optional<TokenizerEntry>> settled(String nameOrId);

    /** As {@link TokenizerRegistry#remove}. */
    boolean remove(String nameOrId);

    /** As {@link TokenizerRegistry#list}. */
    List<TokenizerEntry> list();

    /** Those of {@code registry}. */
    static Registered in(TokenizerRegistry registry) {
        return new Registered() {
            @Override
            public TokenizerEntry add(String name, String source, LoadOptions options) {
                return registry.add(name, source, options, TokenizerRegistry.Origin.OPERATOR);
            }

            @Override
            public Optional<TokenizerEntry> get(String nameOrId) {
                return registry.get(nameOrId);
            }

            @Override
            public CompletionStage<Optional<TokenizerEntry>> settled(String nameOrId) {
                return registry.settled(nameOrId);
            }

            @Override
            public boolean remove(String nameOrId) {
                return registry.remove(nameOrId);
            }

            @Override
            public List<TokenizerEntry> list() {
                return registry.list();
            }
        };
    }
}
