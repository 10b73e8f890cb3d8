package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.gateway.models.LanguageStatus;
import io.serai.tokens.cache.CacheStats;
import org.jspecify.annotations.Nullable;

/** Cards and languages as JSON. The fields and their order do not depend on the model; null is what is not known. */
final class ModelJson {
    private ModelJson() {}

    static ObjectNode card(ModelCard card) {
        ObjectNode to = AdminJson.object();
        for (Field field : Field.values()) {
            ModelCard.Value known = card.values().get(field);
            if (known == null) {
                to.putNull(field.key());
            } else {
                ObjectNode value = to.putObject(field.key());
                value.set("value", ConfigJson.value(known.value()));
                value.put("source", known.source().key());
            }
        }
        return to;
    }

    static ObjectNode language(LanguageStatus status) {
        ObjectNode to = AdminJson.object();
        to.put("state", status.state()).put("problem", status.problem());
        to.put("tokenizer", status.implementation());
        to.put("tokenizer_source", status.source());
        if (status.vocabularySize() == 0) {
            to.putNull("vocabulary_size");
        } else {
            to.put("vocabulary_size", status.vocabularySize());
        }
        to.put("chat_template", status.template()).put("content_format", status.contentFormat());
        to.put("dialect", status.dialect()).put("dialect_reason", status.dialectReason());
        to.set("cache", cache(status.cache()));
        return to;
    }

    private static @Nullable ObjectNode cache(@Nullable CacheStats stats) {
        if (stats == null) {
            return null;
        }
        long tokens = stats.cachedTokens() + stats.encodedTokens();
        return AdminJson.object()
                .put("hits", stats.hits())
                .put("partial_hits", stats.partialHits())
                .put("misses", stats.misses())
                .put("cached_tokens", stats.cachedTokens())
                .put("encoded_tokens", stats.encodedTokens())
                .put("hit_rate", tokens == 0 ? 0 : (double) stats.cachedTokens() / tokens)
                .put("entries", stats.entries())
                .put("bytes", stats.bytes())
                .put("evictions", stats.evictions());
    }
}
