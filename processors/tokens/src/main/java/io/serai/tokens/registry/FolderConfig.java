package io.serai.tokens.registry;

import io.serai.core.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code config.json} and {@code generation_config.json} say.
 *
 * @param config     the former; a model of several kinds of input keeps its text model's settings in a part of it
 * @param generation the latter
 */
record FolderConfig(
        Map<String, ? extends @Nullable Object> config, Map<String, ? extends @Nullable Object> generation) {
    private static final List<String> TEXT_PARTS = List.of("text_config", "llm_config", "language_config");
    private static final List<String> LENGTHS =
            List.of("max_position_embeddings", "max_sequence_length", "seq_length", "n_positions", "max_seq_len");
    /** Above this a length is a placeholder for "not known". */
    private static final long MAX_LENGTH = 1L << 30;

    private static final String EOS_ID = "eos_token_id";

    static FolderConfig of(FolderFiles files) throws IOException {
        return new FolderConfig(files.json("config.json"), files.json("generation_config.json"));
    }

    /** {@code model_type}; empty where it is not said. */
    String modelType() {
        return config.get("model_type") instanceof String type ? type : "";
    }

    /** Whether the model is of {@code type}, or one of its architectures begins with {@code architecture}. */
    boolean is(String type, String architecture) {
        if (modelType().equals(type)) {
            return true;
        }
        if (config.get("architectures") instanceof List<?> names) {
            for (Object name : names) {
                if (name instanceof String text && text.startsWith(architecture)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ids that end an answer: those that the files name, the tokenizer's own end, and what the family is known for. */
    List<Integer> stopTokens(Tokenizer tokenizer, @Nullable Object eosToken) {
        Set<Integer> ids = new LinkedHashSet<>();
        add(ids, generation.get(EOS_ID));
        add(ids, config.get(EOS_ID));
        textParts().forEach(part -> add(ids, part.get(EOS_ID)));
        var names = new ArrayList<String>(family());
        if (eosToken instanceof String name) {
            names.add(name);
        }
        for (String name : names) {
            int id = tokenizer.id(name);
            if (id >= 0) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    private static void add(Set<Integer> ids, @Nullable Object value) {
        if (value instanceof Long id && id >= 0 && id <= Integer.MAX_VALUE) {
            ids.add(id.intValue());
        } else if (value instanceof List<?> list) {
            list.forEach(element -> add(ids, element));
        }
    }

    /** Tokens that end a turn though the files of some releases forget them. */
    private List<String> family() {
        String type = modelType().toLowerCase(Locale.ROOT);
        if (type.startsWith("llama") || type.startsWith("mllama")) {
            return List.of("<|end_of_text|>", "<|eom_id|>", "<|eot_id|>");
        }
        if (type.startsWith("qwen")) {
            return List.of("<|im_end|>", "<|endoftext|>");
        }
        if (type.startsWith("gpt_oss")) {
            return List.of("<|return|>", "<|call|>", "<|endoftext|>");
        }
        return type.startsWith("kimi") ? List.of("<|im_end|>") : List.of();
    }

    /** Longest prompt and answer together. */
    OptionalInt contextTokens(Map<String, ? extends @Nullable Object> tokenizerConfig) {
        for (String key : LENGTHS) {
            OptionalInt length = length(config.get(key));
            for (Map<?, ?> part : textParts()) {
                length = length.isPresent() ? length : length(part.get(key));
            }
            if (length.isPresent()) {
                return length;
            }
        }
        return length(tokenizerConfig.get("model_max_length"));
    }

    private List<Map<?, ?>> textParts() {
        var parts = new ArrayList<Map<?, ?>>();
        for (String name : TEXT_PARTS) {
            if (config.get(name) instanceof Map<?, ?> part) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static OptionalInt length(@Nullable Object value) {
        return value instanceof Long length && length > 0 && length < MAX_LENGTH
                ? OptionalInt.of(length.intValue())
                : OptionalInt.empty();
    }

    /** Sampling that the makers recommend. */
    DefaultSampling sampling() {
        Double topK = number("top_k");
        return new DefaultSampling(
                number("temperature"),
                number("top_p"),
                topK == null ? null : topK.intValue(),
                number("repetition_penalty"));
    }

    private @Nullable Double number(String key) {
        return generation.get(key) instanceof Number number ? number.doubleValue() : null;
    }
}
