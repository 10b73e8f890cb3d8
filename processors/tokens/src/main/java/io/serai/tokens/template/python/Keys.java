package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of maps. Texts and None are keys as they are; other values are wrapped, since Python takes {@code 1}, {@code 1.0}
 * and {@code True} for the same key, and shows the one that was there first.
 */
public final class Keys {
    private Keys() {}

    /** A key that is no text: equal to those that Python finds equal. */
    private record Wrapped(Object canonical, @Nullable Object original) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wrapped wrapped && canonical.equals(wrapped.canonical);
        }

        @Override
        public int hashCode() {
            return canonical.hashCode();
        }
    }

    /** The key under which a map holds {@code value}. */
    public static @Nullable Object of(@Nullable Object value, Meter meter) {
        if (value instanceof String || value == null) {
            return value;
        }
        return value instanceof Markup markup ? markup.text() : new Wrapped(canonical(value, meter), value);
    }

    /** The value that {@code key} stands for. */
    static @Nullable Object original(@Nullable Object key) {
        return key instanceof Wrapped wrapped ? wrapped.original() : key;
    }

    /** Whether {@code value} may be a key at all. */
    static boolean hashable(@Nullable Object value) {
        return value instanceof Tuple || !(value instanceof List || value instanceof Map);
    }

    /** What {@code map} holds, or {@link Missing#MISSING}. */
    public static @Nullable Object get(Map<?, ?> map, @Nullable Object value, Meter meter) {
        Object key = of(value, meter);
        if (key == null && !(map instanceof HashMap)) {
            return Missing.MISSING; // Map.of() and its like do not even bear the question
        }
        Object found = map.get(key);
        return found != null || map.containsKey(key) ? found : Missing.MISSING;
    }

    private static Object canonical(@Nullable Object value, Meter meter) {
        meter.step();
        return switch (value) {
            case null -> Missing.MISSING;
            case Boolean truth -> truth ? 1L : 0L;
            case Double number -> Numbers.isInteger(number) ? Numbers.integer(number) : number;
            case Markup markup -> markup.text();
            case Undefined undefined -> Undefined.class;
            case Tuple tuple -> canonicalItems(tuple, meter);
            case List<?> list -> throw unhashable(list);
            case Map<?, ?> map -> throw unhashable(map);
            case BigInteger number -> number;
            default -> value;
        };
    }

    private static Object canonicalItems(Tuple tuple, Meter meter) {
        meter.steps(100); // tuples may share their elements, and so be larger than what made them
        var items = new ArrayList<Object>(tuple.size());
        for (Object item : tuple) {
            items.add(canonical(item, meter));
        }
        return items;
    }

    private static Failure unhashable(Object value) {
        return Failure.type("unhashable type: '" + Types.name(value) + "'");
    }
}
