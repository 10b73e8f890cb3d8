package io.serai.gateway.config;

import io.serai.core.ModelCard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the configuration can say of a model: keys that fill its card. */
final class CardConfig {
    /** What a model takes. */
    private enum Modality {
        TEXT,
        IMAGE,
        AUDIO,
        VIDEO
    }

    static final Option<String> TOKENIZER = Option.of(
                    "tokenizer",
                    Types.modelSource(),
                    "Where its tokenizer and chat template are: a folder with `tokenizer.json`, or a repository `org/name`"
                            + " of the hub's cache. Without it they are looked for where the workers say the model is.")
            .example("Qwen/Qwen3-8B");
    static final Option<String> CHAT_TEMPLATE = Option.of(
                    "chat-template",
                    Types.template(),
                    "Chat template in place of the tokenizer's own: a file, or the text itself.")
            .example("\"{% for m in messages %}{{ m.content }}{% endfor %}\"");
    static final Option<String> TOOL_CALL_PARSER = Option.of(
                    "tool-call-parser",
                    Types.dialect("qwen3_coder"),
                    "Dialect in which it writes tool calls. Without it the workers' word, the chat template or the model's"
                            + " name tell it; docs/dialects.md lists the names.")
            .example("qwen3_coder");
    static final Option<String> REASONING_PARSER = Option.of(
                    "reasoning-parser",
                    Types.dialect("qwen3"),
                    "Dialect in which it marks its reasoning. Found as `tool-call-parser` is.")
            .example("qwen3");
    static final Option<Integer> CONTEXT_LENGTH = Option.of(
                    "context-length",
                    Types.integer(1, Integer.MAX_VALUE),
                    "Longest prompt and answer together, in tokens. Without it, what its workers say.")
            .example("32768");
    private static final Option<List<Modality>> MODALITIES = Option.of(
                    "modalities",
                    new ListOf<>(Types.choice(List.of(Modality.values()), Map.of()), "list of modalities"),
                    "What it takes: `text`, `image`, `audio`, `video`.")
            .example("[text, image]");
    static final Option<Integer> DATA_PARALLEL_SIZE = Option.of(
                    "data-parallel-size", Types.integer(1, 65536), "Replicas of the model behind one worker.")
            .example("2");
    static final Option<Integer> TENSOR_PARALLEL_SIZE = Option.of(
                    "tensor-parallel-size", Types.integer(1, 65536), "Devices that one replica is spread over.")
            .example("4");
    static final Option<Map<String, Double>> SAMPLING = Option.of(
                    "sampling",
                    new MapOf<>(Types.decimal(-1000, Double.MAX_VALUE), "section of numbers"),
                    "Sampling parameters that it works best with. Shown on its card; requests are not changed.")
            .example("{temperature: 0.6, top_p: 0.95}");
    static final Option<List<Integer>> STOP_TOKEN_IDS = Option.of(
                    "stop-token-ids",
                    new ListOf<>(Types.integer(0, Integer.MAX_VALUE), "list of token ids"),
                    "Tokens that end its answers. Without it, what the model's files say.")
            .example("[151645, 151643]");
    static final Option<Double> INPUT_COST = Option.of(
                    "input-cost",
                    Types.decimal(0, Double.MAX_VALUE),
                    "Price of a million prompt tokens, in a currency of your choice.")
            .example("0.2");
    static final Option<Double> OUTPUT_COST = Option.of(
                    "output-cost", Types.decimal(0, Double.MAX_VALUE), "Price of a million generated tokens.")
            .example("0.6");
    static final Option<Double> QUALITY = Option.of(
                    "quality",
                    Types.decimal(0, Double.MAX_VALUE),
                    "How good it is beside your other models, on a scale of your choice.")
            .example("0.8");

    /** Everything that can be said of a single model. */
    static final List<Option<?>> ALL = List.of(
            TOKENIZER,
            CHAT_TEMPLATE,
            TOOL_CALL_PARSER,
            REASONING_PARSER,
            CONTEXT_LENGTH,
            MODALITIES,
            DATA_PARALLEL_SIZE,
            TENSOR_PARALLEL_SIZE,
            SAMPLING,
            STOP_TOKEN_IDS,
            INPUT_COST,
            OUTPUT_COST,
            QUALITY);

    /** What the flags of the SGLang router say of the one model that it serves. */
    static final Section<Map<ModelCard.Field, Object>> DEFAULTS = Section.of(
            "What holds for every model of which `models` says nothing else. For a gateway with one model.",
            CardConfig::of,
            TOKENIZER.flags(Flag.of("--tokenizer-path", "FOLDER")),
            CHAT_TEMPLATE.flags(Flag.of("--chat-template", "FILE")),
            TOOL_CALL_PARSER.flags(Flag.of("--tool-call-parser", "NAME")),
            REASONING_PARSER.flags(Flag.of("--reasoning-parser", "NAME")));

    private CardConfig() {}

    /** The card's values among {@code v}. */
    static Map<ModelCard.Field, Object> of(Values v) {
        var card = new EnumMap<ModelCard.Field, Object>(ModelCard.Field.class);
        for (ModelCard.Field field : ModelCard.Field.values()) {
            for (Option<?> option : ALL) {
                Object value = option.key().replace('-', '_').equals(field.key()) ? v.find(option) : null;
                if (value != null) {
                    card.put(field, value);
                }
            }
        }
        List<Modality> modalities = v.find(MODALITIES);
        if (modalities != null) {
            card.put(
                    ModelCard.Field.MODALITIES,
                    modalities.stream().map(Key::spelling).toList());
        }
        return Map.copyOf(card);
    }
}
