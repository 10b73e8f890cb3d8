package io.serai.tokens.template.python;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jinja's tests: what follows {@code is}. */
public final class Tests {
    private static final Map<String, Builtin> TABLE = table();

    private Tests() {}

    /** The test of that name, if there is one. */
    public static @Nullable Builtin named(String name) {
        return TABLE.get(name);
    }

    private static String scanned(@Nullable Object value, Meter meter) {
        String text = Repr.str(value, meter);
        meter.scan(text.length());
        return text;
    }

    private static Map<String, Builtin> table() {
        var table = new HashMap<String, Builtin>();
        simple(table, "defined", value -> !(value instanceof Undefined));
        simple(table, "undefined", value -> value instanceof Undefined);
        simple(table, "none", value -> value == null);
        simple(table, "boolean", value -> value instanceof Boolean);
        simple(table, "true", value -> value instanceof Boolean truth && truth);
        simple(table, "false", value -> value instanceof Boolean truth && !truth);
        simple(table, "integer", value -> Types.isInteger(value) && !(value instanceof Boolean));
        simple(table, "float", value -> value instanceof Double);
        simple(table, "number", Types::isNumber);
        simple(table, "string", value -> Markup.textOf(value) != null);
        simple(table, "mapping", value -> value instanceof Map);
        simple(table, "sequence", Tests::isSequence);
        simple(table, "callable", Types::isCallable);
        simple(table, "escaped", value -> value instanceof Markup);
        simple(table, "filter", value -> value instanceof String name && Filters.named(name) != null);
        simple(table, "test", value -> value instanceof String name && named(name) != null);
        add(table, "iterable", "", (meter, a) -> Values.elementsOrNull(a[0], meter) != null);
        add(table, "lower", "", (meter, a) -> Casing.isLower(scanned(a[0], meter)));
        add(table, "upper", "", (meter, a) -> Casing.isUpper(scanned(a[0], meter)));
        add(table, "odd", "", (meter, a) -> Comparisons.equal(Operators.modulo(a[0], 2L, meter), 1L, meter));
        add(table, "even", "", (meter, a) -> Comparisons.equal(Operators.modulo(a[0], 2L, meter), 0L, meter));
        add(
                table,
                "divisibleby",
                "num",
                (meter, a) -> Comparisons.equal(Operators.modulo(a[0], a[1], meter), 0L, meter));
        add(table, "sameas", "other", (meter, a) -> same(a[0], a[1]));
        add(table, "in", "seq", (meter, a) -> Operators.in(a[0], a[1], meter));
        for (String name : List.of("==", "eq", "equalto")) {
            add(table, name, "other", (meter, a) -> Comparisons.equal(a[0], a[1], meter));
        }
        for (String name : List.of("!=", "ne")) {
            add(table, name, "other", (meter, a) -> !Comparisons.equal(a[0], a[1], meter));
        }
        relation(table, List.of("<", "lt", "lessthan"), "<", order -> order < 0);
        relation(table, List.of("<=", "le"), "<=", order -> order <= 0);
        relation(table, List.of(">", "gt", "greaterthan"), ">", order -> order > 0);
        relation(table, List.of(">=", "ge"), ">=", order -> order >= 0);
        return Map.copyOf(table);
    }

    private static void simple(Map<String, Builtin> table, String name, Predicate<@Nullable Object> test) {
        add(table, name, "", (meter, a) -> test.test(a[0]));
    }

    private static void add(Map<String, Builtin> table, String name, String parameters, Builtin.Fixed work) {
        table.put(name, Builtin.of(name, parameters, work));
    }

    private static void relation(
            Map<String, Builtin> table, List<String> names, String sign, Predicate<Integer> holds) {
        for (String name : names) {
            add(table, name, "other", (meter, a) -> {
                Integer order = Comparisons.order(a[0], a[1], sign, meter);
                return order != null && holds.test(order);
            });
        }
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof List
                || value instanceof Map
                || value instanceof Range
                || value instanceof Undefined
                || Markup.textOf(value) != null;
    }

    /** Python keeps one object for None, for each bool and small integer, and for equal literals. */
    @SuppressWarnings("ReferenceEquality") // that is the question
    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String || left instanceof Long || left instanceof Boolean) {
            return left.equals(right);
        }
        return left == right;
    }
}
