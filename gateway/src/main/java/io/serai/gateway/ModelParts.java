package io.serai.gateway;

import io.serai.core.ModelCards;
import io.serai.core.ModelLanguages;
import io.serai.fleet.Fleet;
import io.serai.gateway.config.SeraiConfig;
import io.serai.gateway.models.CardStore;
import io.serai.gateway.models.Cards;
import io.serai.gateway.models.LanguageCatalogue;
import io.serai.tokens.cache.TokenCache;
import io.serai.tokens.registry.TokenizerRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the models, and what makes their prompts.
 *
 * @param store     what was said of them over the API
 * @param cards     what is said of them at all
 * @param registry  tokenizers by name
 * @param cache     texts whose tokens are kept
 * @param languages how they read and write
 */
record ModelParts(
        CardStore store, Cards cards, TokenizerRegistry registry, TokenCache cache, LanguageCatalogue languages)
        implements AutoCloseable {
    /**
     * Made of {@code initial}; nothing is loaded before the catalogue's first refresh.
     *
     * @param stateDir where cards are kept over a restart; null for nowhere
     */
    static ModelParts of(SeraiConfig initial, Supplier<SeraiConfig> current, Fleet fleet, @Nullable Path stateDir) {
        var store = new CardStore(stateDir);
        var cards = new Cards(store, current, fleet);
        var registry = new TokenizerRegistry(SettingsMapping.tokenSources(initial), InstantSource.system());
        var cache = new TokenCache(initial.tokens().cache().bytes());
        var languages = new LanguageCatalogue(cards, registry, cache);
        fleet.observe((_, _, _, _) -> languages.refresh());
        return new ModelParts(store, cards, registry, cache, languages);
    }

    /** Adds the beans that steps look up. */
    void bind(Registry beans) {
        beans.bind("languages", ModelLanguages.class, languages);
        beans.bind("cards", ModelCards.class, cards);
        beans.bind("tokenizers", TokenizerRegistry.class, registry);
    }

    @Override
    public void close() {
        languages.close();
        registry.close();
        store.close();
    }
}
