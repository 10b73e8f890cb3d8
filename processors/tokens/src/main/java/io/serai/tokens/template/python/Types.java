package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's names of types, and what is true. */
public final class Types {
    private Types() {}

    /** Python's name of the type of {@code value}. */
    public static String name(@Nullable Object value) {
        return switch (value) {
            case null -> "NoneType";
            case String text -> "str";
            case Boolean truth -> "bool";
            case Long number -> "int";
            case BigInteger number -> "int";
            case Double number -> "float";
            case Tuple tuple -> "tuple";
            case List<?> list -> "list";
            case Map<?, ?> map -> "dict";
            case PyObject object -> object.typeName();
            default -> "object";
        };
    }

    /** With the module, where it is not built in. */
    static String qualifiedName(Object value) {
        return switch (value) {
            case Markup markup -> "markupsafe.Markup";
            case Namespace namespace -> "jinja2.utils.Namespace";
            case Undefined undefined -> "jinja2.runtime.Undefined";
            default -> name(value);
        };
    }

    public static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case Double number -> number != 0;
            case PyObject object -> object.truth();
            default -> true;
        };
    }

    static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    static boolean isNumber(@Nullable Object value) {
        return isInteger(value) || value instanceof Double;
    }

    static boolean isCallable(@Nullable Object value) {
        return value instanceof Callable || value instanceof Undefined;
    }

    /** Whether a loop can go over {@code value}. */
    public static boolean isIterable(@Nullable Object value, Meter meter) {
        return Values.elementsOrNull(value, meter) != null;
    }

    /** {@code value} as an integer that counts something: beyond the range of int it is the nearest in it. */
    static int index(@Nullable Object value) {
        long number = longIndex(value);
        return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static long longIndex(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case BigInteger number -> number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            case Undefined undefined -> throw undefined.failure();
            case null, default ->
                throw Failure.type("'" + name(value) + "' object cannot be interpreted as an integer");
        };
    }
}
