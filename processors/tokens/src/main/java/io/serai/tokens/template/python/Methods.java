package io.serai.tokens.template.python;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which type has which methods; those of texts are in {@link StringMethods}. */
public final class Methods {
    private static final Set<String> CHANGE_DICT = Set.of("clear", "pop", "popitem", "setdefault", "update");
    private static final Set<String> CHANGE_LIST =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");
    private static final Map<String, Builtin> DICT = table(
            Builtin.of("items", "", (meter, a) -> new DictView(map(a[0]), DictView.Kind.ITEMS)),
            Builtin.of("keys", "", (meter, a) -> new DictView(map(a[0]), DictView.Kind.KEYS)),
            Builtin.of("values", "", (meter, a) -> new DictView(map(a[0]), DictView.Kind.VALUES)),
            Builtin.of("get", "key default?", Methods::get),
            Builtin.of("copy", "", (meter, a) -> copy(map(a[0]), meter)),
            Builtin.of("fromkeys", "iterable value?", Methods::fromKeys));
    private static final Map<String, Builtin> TUPLE = table(
            Builtin.of("index", "value start? stop?", Methods::index), Builtin.of("count", "value", Methods::count));
    private static final Map<String, Builtin> LIST =
            with(TUPLE, Builtin.of("copy", "", (meter, a) -> Values.list(a[0], meter)));
    private static final Map<String, Builtin> INT = table(
            Builtin.of("bit_length", "", (meter, a) ->
                    (long) Numbers.big(number(a[0])).abs().bitLength()),
            Builtin.of("bit_count", "", (meter, a) ->
                    (long) Numbers.big(number(a[0])).abs().bitCount()),
            Builtin.of("conjugate", "", (meter, a) -> Numbers.plain(number(a[0]))));
    private static final Map<String, Builtin> FLOAT = table(
            Builtin.of("is_integer", "", (meter, a) -> Numbers.isInteger((Double) number(a[0]))),
            Builtin.of("conjugate", "", (meter, a) -> a[0]));

    private Methods() {}

    /** The methods of texts, whose every call counts by the length of the text: nearly all of them read the whole. */
    static Map<String, Builtin> ofTexts(Builtin... methods) {
        var table = new LinkedHashMap<String, Builtin>();
        for (Builtin method : methods) {
            table.put(method.name(), method.scanning());
        }
        return Map.copyOf(table);
    }

    static Map<String, Builtin> table(Builtin... methods) {
        return with(Map.of(), methods);
    }

    private static Map<String, Builtin> with(Map<String, Builtin> others, Builtin... methods) {
        var table = new LinkedHashMap<>(others);
        for (Builtin method : methods) {
            table.put(method.name(), method);
        }
        return Map.copyOf(table);
    }

    /** The method of dicts with that name; null if there is none, or none that may be called. */
    public static @Nullable Builtin ofDict(String name) {
        return DICT.get(name);
    }

    /** Whether {@code name} is an attribute of every dict, so that a key of that name is hidden by it. */
    public static boolean isDictAttribute(String name) {
        return DICT.containsKey(name) || CHANGE_DICT.contains(name) || name.startsWith("__");
    }

    /** The method of strings with that name, if there is one. */
    public static @Nullable Builtin ofString(String name) {
        return StringMethods.TABLE.get(name);
    }

    /** A method or property of a value that is no {@link PyObject}, or {@link Missing#MISSING}. */
    static @Nullable Object attribute(@Nullable Object value, String name, Set<String> internal) {
        if (internal.contains(name) || changes(value, name)) {
            return Undefined.unsafe(value, name);
        }
        Builtin method = switch (value) {
            case String text -> StringMethods.TABLE.get(name);
            case Markup markup -> StringMethods.ofMarkup(name);
            case Map<?, ?> map -> DICT.get(name);
            case Tuple tuple -> TUPLE.get(name);
            case List<?> list -> LIST.get(name);
            case Double number -> FLOAT.get(name);
            case null -> null;
            default -> Types.isInteger(value) ? INT.get(name) : null;
        };
        if (method != null) {
            return method.on(value);
        }
        return value != null && Types.isNumber(value) ? property(value, name) : Missing.MISSING;
    }

    private static boolean changes(@Nullable Object value, String name) {
        return (value instanceof Map && CHANGE_DICT.contains(name))
                || (value instanceof List && !(value instanceof Tuple) && CHANGE_LIST.contains(name));
    }

    private static Object property(Object number, String name) {
        boolean integer = Types.isInteger(number);
        return switch (name) {
            case "real" -> Numbers.plain(number);
            case "imag" -> integer ? (Object) 0L : (Object) 0.0;
            case "numerator" -> integer ? Numbers.plain(number) : Missing.MISSING;
            case "denominator" -> integer ? (Object) 1L : Missing.MISSING;
            default -> Missing.MISSING;
        };
    }

    private static Object number(@Nullable Object self) {
        return requireNonNull(self);
    }

    private static Map<?, ?> map(@Nullable Object self) {
        return (Map<?, ?>) requireNonNull(self);
    }

    private static @Nullable Object get(Meter meter, @Nullable Object[] a) {
        Object found = Keys.get(map(a[0]), a[1], meter);
        if (found != Missing.MISSING) {
            return found;
        }
        return a[2] == Missing.MISSING ? null : a[2];
    }

    private static Object copy(Map<?, ?> map, Meter meter) {
        meter.makeObjects(map.size());
        return new LinkedHashMap<@Nullable Object, @Nullable Object>(map);
    }

    private static Object fromKeys(Meter meter, @Nullable Object[] a) {
        Object value = a[2] == Missing.MISSING ? null : a[2];
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (Object key : Values.list(a[1], meter)) {
            map.put(Keys.of(key, meter), value);
        }
        return map;
    }

    private static Object index(Meter meter, @Nullable Object[] a) {
        List<?> list = (List<?>) requireNonNull(a[0]);
        int start = bound(a[2], 0, list.size());
        int stop = bound(a[3], list.size(), list.size());
        for (int i = start; i < stop; i++) {
            meter.step();
            if (Comparisons.equal(list.get(i), a[1], meter)) {
                return (long) i;
            }
        }
        String what =
                list instanceof Tuple ? "tuple.index(x): x not in tuple" : Repr.of(a[1], meter) + " is not in list";
        throw Failure.value(what);
    }

    private static int bound(@Nullable Object value, int byDefault, int size) {
        if (value == Missing.MISSING) {
            return byDefault;
        }
        int index = Types.index(value);
        return Math.clamp(index < 0 ? (long) index + size : index, 0, size);
    }

    private static Object count(Meter meter, @Nullable Object[] a) {
        long count = 0;
        for (Object item : (List<?>) requireNonNull(a[0])) {
            meter.step();
            count += Comparisons.equal(item, a[1], meter) ? 1 : 0;
        }
        return count;
    }
}
