package io.serai.tokens.template.python;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and order. */
public final class Comparisons {
    private Comparisons() {}

    @SuppressWarnings("ReferenceEquality") // what is left is equal to itself only
    public static boolean equal(@Nullable Object left, @Nullable Object right, Meter meter) {
        if (left instanceof String a && right instanceof String b) {
            if (a.length() != b.length()) {
                return false;
            }
            meter.scan(a.length());
            return a.equals(b);
        }
        if (left == null || right == null) {
            return left == right;
        }
        if (Types.isNumber(left) && Types.isNumber(right)) {
            Integer order = Numbers.compare(Numbers.plain(left), Numbers.plain(right));
            return order != null && order == 0;
        }
        meter.step();
        return switch (left) {
            case List<?> a
            when right instanceof List<?> b -> a instanceof Tuple == b instanceof Tuple && sameItems(a, b, meter);
            case Map<?, ?> a when right instanceof Map<?, ?> b -> sameEntries(a, b, meter);
            case Undefined _ -> right instanceof Undefined;
            case Range a when right instanceof Range b -> sameRange(a, b);
            case DictView a when right instanceof DictView b -> sameView(a, b, meter);
            default -> {
                String text = Markup.textOf(left);
                yield text != null ? text.equals(Markup.textOf(right)) : left == right;
            }
        };
    }

    private static boolean sameItems(List<?> left, List<?> right, Meter meter) {
        if (left.size() != right.size()) {
            return false;
        }
        meter.steps(left.size());
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!equal(item, others.next(), meter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(Map<?, ?> left, Map<?, ?> right, Meter meter) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = Keys.get(right, Keys.original(entry.getKey()), meter);
            if (other == Missing.MISSING || !equal(entry.getValue(), other, meter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameRange(Range left, Range right) {
        long length = left.length();
        return length == right.length()
                && (length == 0 || (left.start() == right.start() && (length == 1 || left.step() == right.step())));
    }

    @SuppressWarnings("ReferenceEquality") // views of values are equal to themselves only
    private static boolean sameView(DictView left, DictView right, Meter meter) {
        if (left.kind() == DictView.Kind.VALUES || left.kind() != right.kind()) {
            return left == right;
        }
        return left.kind() == DictView.Kind.ITEMS
                ? sameEntries(left.map(), right.map(), meter)
                : left.map().keySet().equals(right.map().keySet());
    }

    /** {@code left < right} and its kin: the sign of the order, compared to 0 by the caller; null for unordered floats. */
    public static @Nullable Integer order(@Nullable Object left, @Nullable Object right, String sign, Meter meter) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.compare(Numbers.plain(left), Numbers.plain(right));
        }
        String a = Markup.textOf(left);
        String b = Markup.textOf(right);
        if (a != null && b != null) {
            meter.scan(Math.min(a.length(), b.length()));
            return order(a, b);
        }
        if (left instanceof List<?> x && right instanceof List<?> y && x instanceof Tuple == y instanceof Tuple) {
            return order(x, y, sign, meter);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw Failure.type("'%s' not supported between instances of '%s' and '%s'"
                .formatted(sign, Types.name(left), Types.name(right)));
    }

    /** By code point; Java's own order of UTF-16 puts characters beyond the basic plane too early. */
    static int order(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) == Character.isSurrogate(b);
                return surrogates ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static @Nullable Integer order(List<?> left, List<?> right, String sign, Meter meter) {
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            meter.step();
            if (!others.hasNext()) {
                return 1;
            }
            Object other = others.next();
            if (!equal(item, other, meter)) {
                return order(item, other, sign, meter);
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    /** For sorting: by {@code <} alone, as Python sorts. */
    static Comparator<@Nullable Object> natural(Meter meter) {
        return (left, right) -> {
            meter.step();
            Integer order = order(left, right, "<", meter);
            return order == null ? 0 : order;
        };
    }
}
