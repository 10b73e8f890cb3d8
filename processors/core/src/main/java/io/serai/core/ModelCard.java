package io.serai.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model, each value with where it comes from. What nobody said has no value.
 *
 * @param model  name of the model, as its workers serve it
 * @param values known values; each is of its field's {@link Field#kind}
 */
public record ModelCard(String model, Map<Field, Value> values) {
    /** Who said so. An earlier constant is believed before a later one. */
    public enum Source {
        /** An administrator, over the API, while the gateway runs. */
        REGISTERED,
        /** The configuration. */
        CONFIGURED,
        /** A worker that serves it. */
        DISCOVERED,
        /** Found in the model's own files, or by its name. */
        DERIVED;

        /** As the API writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What values of a field are: plain values that need no copy. */
    public enum Kind {
        /** A {@link String}. */
        TEXT,
        /** An {@link Integer}. */
        WHOLE,
        /** A {@link Double}. */
        NUMBER,
        /** A {@link List} of {@link String}. */
        TEXTS,
        /** A {@link List} of {@link Integer}. */
        WHOLES,
        /** A {@link Map} of {@link String} to {@link Double}. */
        NUMBERS
    }

    /** What can be known of a model. */
    public enum Field {
        /** Folder of the model's files, or its repository on a hub. */
        MODEL_PATH(Kind.TEXT),
        /** Where its tokenizer is: a folder, a file, or a repository on a hub. */
        TOKENIZER(Kind.TEXT),
        /** Its chat template: a file, or the text itself. */
        CHAT_TEMPLATE(Kind.TEXT),
        /** Name of the dialect in which it marks reasoning. */
        REASONING_PARSER(Kind.TEXT),
        /** Name of the dialect in which it writes tool calls. */
        TOOL_CALL_PARSER(Kind.TEXT),
        /** Longest prompt and answer together, in tokens. */
        CONTEXT_LENGTH(Kind.WHOLE),
        /** What it takes: {@code text}, {@code image}, {@code audio}, {@code video}. */
        MODALITIES(Kind.TEXTS),
        /** Replicas of the model behind one worker. */
        DATA_PARALLEL_SIZE(Kind.WHOLE),
        /** Devices that one replica is spread over. */
        TENSOR_PARALLEL_SIZE(Kind.WHOLE),
        /** Sampling parameters that it works best with, by their names in requests. */
        SAMPLING(Kind.NUMBERS),
        /** Tokens that end its answers. */
        STOP_TOKEN_IDS(Kind.WHOLES),
        /** Price of a million prompt tokens, in whatever currency the operator counts. */
        INPUT_COST(Kind.NUMBER),
        /** Price of a million generated tokens. */
        OUTPUT_COST(Kind.NUMBER),
        /** How good it is, compared with the operator's other models. */
        QUALITY(Kind.NUMBER);

        private final Kind kind;

        Field(Kind kind) {
            this.kind = kind;
        }

        /** What its values are. */
        public Kind kind() {
            return kind;
        }

        /** As the API writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a value may name a place in the operator's file system, which clients must not see. */
        public boolean place() {
            return this == MODEL_PATH || this == TOKENIZER || this == CHAT_TEMPLATE;
        }
    }

    /**
     * A value.
     *
     * @param value  of the field's kind
     * @param source who said so
     */
    public record Value(Object value, Source source) {}

    /** Copies the values. */
    public ModelCard {
        var copy = new EnumMap<Field, Value>(Field.class);
        copy.putAll(values);
        copy.forEach(ModelCard::check);
        values = Collections.unmodifiableMap(copy);
    }

    private static void check(Field field, Value value) {
        boolean fits = switch (field.kind) {
            case TEXT -> value.value instanceof String;
            case WHOLE -> value.value instanceof Integer;
            case NUMBER -> value.value instanceof Double;
            case TEXTS -> value.value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case WHOLES -> value.value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance);
            case NUMBERS ->
                value.value instanceof Map<?, ?> map
                        && map.keySet().stream().allMatch(String.class::isInstance)
                        && map.values().stream().allMatch(Double.class::isInstance);
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    field.key() + " is a " + value.value.getClass().getSimpleName() + "; give it as " + field.kind);
        }
    }

    /** A card that knows nothing. */
    public static ModelCard unknown(String model) {
        return new ModelCard(model, Map.of());
    }

    /** A card of values that {@code source} said. */
    public static ModelCard of(String model, Source source, Map<Field, Object> said) {
        var values = new EnumMap<Field, Value>(Field.class);
        said.forEach((field, value) -> values.put(field, new Value(value, source)));
        return new ModelCard(model, values);
    }

    /** This card, with what it does not know taken from {@code other}. */
    public ModelCard or(ModelCard other) {
        var merged = new EnumMap<Field, Value>(Field.class);
        merged.putAll(other.values);
        merged.putAll(values);
        return new ModelCard(model, merged);
    }

    /** Who said the value of {@code field}; null where there is none. */
    public @Nullable Source source(Field field) {
        Value value = values.get(field);
        return value == null ? null : value.source;
    }

    /** The value of a field of kind {@link Kind#TEXT}, or null. */
    public @Nullable String text(Field field) {
        return values.get(field) instanceof Value(String text, Source _) ? text : null;
    }

    /** The value of a field of kind {@link Kind#WHOLE}; 0 if it is not known. */
    public int whole(Field field) {
        return values.get(field) instanceof Value(Integer number, Source _) ? number : 0;
    }

    /** The value of a field of kind {@link Kind#NUMBER}; empty if it is not known. */
    public OptionalDouble number(Field field) {
        return values.get(field) instanceof Value(Double number, Source _)
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }

    /** Longest prompt and answer together, in tokens; 0 if it is not known. */
    public int contextLength() {
        return whole(Field.CONTEXT_LENGTH);
    }
}
