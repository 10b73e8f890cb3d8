package io.serai.tokens.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The special tokens that a model's files name: what templates read, and the end of a sequence. */
final class SpecialTokens {
    private static final List<String> SINGLE =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");
    private static final String ADDITIONAL = "additional_special_tokens";

    private SpecialTokens() {}

    /** What {@code tokenizer_config.json} says, completed by {@code special_tokens_map.json}. */
    static Map<String, Object> of(
            Map<String, ? extends @Nullable Object> config, Map<String, ? extends @Nullable Object> map) {
        var tokens = new LinkedHashMap<String, Object>();
        for (String name : SINGLE) {
            String token = spelling(config.get(name));
            token = token == null ? spelling(map.get(name)) : token;
            if (token != null) {
                tokens.put(name, token);
            }
        }
        Object additional = config.get(ADDITIONAL) == null ? map.get(ADDITIONAL) : config.get(ADDITIONAL);
        if (additional instanceof List<?> list) {
            tokens.put(ADDITIONAL, spellings(list));
        }
        return tokens;
    }

    /** A token is its spelling, or an object that holds it. */
    private static @Nullable String spelling(@Nullable Object token) {
        if (token instanceof String text) {
            return text;
        }
        return token instanceof Map<?, ?> map && map.get("content") instanceof String text ? text : null;
    }

    private static List<String> spellings(List<?> tokens) {
        var spellings = new ArrayList<String>(tokens.size());
        for (Object token : tokens) {
            String spelling = spelling(token);
            if (spelling != null) {
                spellings.add(spelling);
            }
        }
        return spellings;
    }
}
