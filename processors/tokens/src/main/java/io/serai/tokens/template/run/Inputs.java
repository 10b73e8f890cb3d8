package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values from outside. Nothing but plain ones comes in, so that a template never sees a Java object; what is plain
 * already is not copied.
 */
final class Inputs {
    private static final int MAX_DEPTH = 500;

    private final String name;
    private final Meter meter;

    private Inputs(String name, Meter meter) {
        this.name = name;
        this.meter = meter;
    }

    static @Nullable Object plain(String name, @Nullable Object value, Meter meter) {
        return new Inputs(name, meter).plain(value, 0);
    }

    private @Nullable Object plain(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Double number -> number;
            case Map<?, ?> map -> map(map, depth + 1);
            case List<?> list -> list(list, depth + 1);
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigInteger number -> number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
            default ->
                throw Failure.of(
                        "TypeError",
                        "variable '" + name + "' holds a " + value.getClass().getSimpleName()
                                + "; pass maps, lists, texts, numbers and booleans");
        };
    }

    @SuppressWarnings("ReferenceEquality") // what was plain already comes back itself
    private Object map(Map<?, ?> map, int depth) {
        check(depth);
        Map<String, @Nullable Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw Failure.of("TypeError", "variable '" + name + "' holds a map whose keys are no texts");
            }
            Object value = entry.getValue();
            Object plain = plain(value, depth);
            if (plain != value) {
                if (copy == null) {
                    copy = copyOf(map);
                }
                copy.put(key, plain);
            }
        }
        return copy == null ? map : copy;
    }

    private static Map<String, @Nullable Object> copyOf(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // what was plain already comes back itself
    private Object list(List<?> list, int depth) {
        check(depth);
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object value = list.get(i);
            Object plain = plain(value, depth);
            if (plain != value) {
                if (copy == null) {
                    copy = new ArrayList<>(list);
                }
                copy.set(i, plain);
            }
        }
        return copy == null ? list : copy;
    }

    private void check(int depth) {
        meter.step();
        if (depth > MAX_DEPTH) {
            throw Failure.limit("variable '" + name + "' is nested more than " + MAX_DEPTH + " levels deep");
        }
    }
}
