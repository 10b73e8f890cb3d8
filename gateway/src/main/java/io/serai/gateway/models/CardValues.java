package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import io.serai.dialects.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a card's values from plain JSON values. */
public final class CardValues {
    private static final List<String> MODALITIES = List.of("text", "image", "audio", "video");

    private CardValues() {}

    /**
     * The value of {@code field} that {@code plain} is.
     *
     * @throws IllegalArgumentException if it is none; the message continues the field's name
     */
    public static Object read(Field field, @Nullable Object plain) {
        return switch (field.kind()) {
            case TEXT -> text(field, plain);
            case WHOLE -> whole(plain);
            case NUMBER -> number(plain);
            case TEXTS -> modalities(plain);
            case WHOLES -> ids(plain);
            case NUMBERS -> numbers(plain);
        };
    }

    private static String text(Field field, @Nullable Object plain) {
        if (!(plain instanceof String text) || text.isBlank()) {
            throw wrong(plain, "a text that is not empty");
        }
        boolean dialect = field == Field.TOOL_CALL_PARSER || field == Field.REASONING_PARSER;
        if (dialect && Dialects.find(text).isEmpty()) {
            throw new IllegalArgumentException("is '" + text + "', which is no dialect; docs/dialects.md lists them");
        }
        return text;
    }

    private static Integer whole(@Nullable Object plain) {
        if (!(plain instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
            throw wrong(plain, "a whole number of at least 1");
        }
        return number.intValue();
    }

    private static Double number(@Nullable Object plain) {
        if (!(plain instanceof Number number)
                || !(number.doubleValue() >= 0 && Double.isFinite(number.doubleValue()))) {
            throw wrong(plain, "a number of at least 0");
        }
        return number.doubleValue();
    }

    private static List<String> modalities(@Nullable Object plain) {
        String wanted = "a list of " + String.join(", ", MODALITIES);
        if (!(plain instanceof List<?> list)) {
            throw wrong(plain, wanted);
        }
        var modalities = new ArrayList<String>();
        for (Object item : list) {
            if (!(item instanceof String name) || !MODALITIES.contains(name)) {
                throw new IllegalArgumentException("holds " + shown(item) + "; send " + wanted);
            }
            modalities.add(name);
        }
        return List.copyOf(modalities);
    }

    private static List<Integer> ids(@Nullable Object plain) {
        if (!(plain instanceof List<?> list)) {
            throw wrong(plain, "a list of token ids");
        }
        var ids = new ArrayList<Integer>();
        for (Object item : list) {
            if (!(item instanceof Long id) || id < 0 || id > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("holds " + shown(item) + "; send a list of token ids");
            }
            ids.add(id.intValue());
        }
        return List.copyOf(ids);
    }

    private static Map<String, Double> numbers(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw wrong(plain, "an object of numbers");
        }
        var numbers = new LinkedHashMap<String, Double>();
        map.forEach((name, value) -> {
            if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException(
                        "holds " + shown(value) + " as '" + name + "'; send an object of numbers");
            }
            numbers.put(String.valueOf(name), number.doubleValue());
        });
        return Map.copyOf(numbers);
    }

    private static IllegalArgumentException wrong(@Nullable Object plain, String wanted) {
        return new IllegalArgumentException("is " + shown(plain) + "; send " + wanted);
    }

    private static String shown(@Nullable Object plain) {
        return switch (plain) {
            case null -> "null";
            case String _ -> "a text";
            case Number number -> String.valueOf(number);
            case Boolean truth -> String.valueOf(truth);
            case List<?> _ -> "a list";
            default -> "an object";
        };
    }
}
