package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's operators, over values of any type. */
public final class Operators {
    private Operators() {}

    public static @Nullable Object add(@Nullable Object left, @Nullable Object right, Meter meter) {
        if (left instanceof String a && right instanceof String b) {
            meter.make((long) a.length() + b.length());
            return a.concat(b);
        }
        if (left instanceof Long a && right instanceof Long b) {
            return Numbers.add(a, b);
        }
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.add(Numbers.plain(left), Numbers.plain(right));
        }
        if (left instanceof List<?> a && right instanceof List<?> b && a instanceof Tuple == b instanceof Tuple) {
            return joined(a, b, meter);
        }
        if (left instanceof Markup || right instanceof Markup) {
            Object sum = markup(left, right, meter);
            if (sum != null) {
                return sum;
            }
        }
        throw cannotAdd(left, right);
    }

    private static Object joined(List<?> left, List<?> right, Meter meter) {
        long size = (long) left.size() + right.size();
        meter.makeList(size);
        var items = new ArrayList<@Nullable Object>((int) size);
        items.addAll(left);
        items.addAll(right);
        return left instanceof Tuple ? Tuple.of(items.toArray()) : items;
    }

    private static @Nullable Object markup(@Nullable Object left, @Nullable Object right, Meter meter) {
        if (Markup.textOf(left) == null || Markup.textOf(right) == null) {
            return null;
        }
        String text = Markup.escaped(left, meter) + Markup.escaped(right, meter);
        meter.make(text.length());
        return new Markup(text);
    }

    private static Failure cannotAdd(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Undefined || right instanceof Undefined) {
            return undefined(left, right);
        }
        if (left instanceof String) {
            return Failure.type("can only concatenate str (not \"" + Types.name(right) + "\") to str");
        }
        if (left instanceof List) {
            String type = Types.name(left);
            return Failure.type("can only concatenate %s (not \"%s\") to %s".formatted(type, Types.name(right), type));
        }
        return unsupported("+", left, right);
    }

    public static Object subtract(@Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.subtract(Numbers.plain(left), Numbers.plain(right));
        }
        throw unsupported("-", left, right);
    }

    public static Object multiply(@Nullable Object left, @Nullable Object right, Meter meter) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.multiply(Numbers.plain(left), Numbers.plain(right));
        }
        if (Types.isInteger(right) && isSequence(left)) {
            return repeated(left, Types.longIndex(right), meter);
        }
        if (Types.isInteger(left) && isSequence(right)) {
            return repeated(right, Types.longIndex(left), meter);
        }
        if (left instanceof Undefined || right instanceof Undefined) {
            throw undefined(left, right);
        }
        if (isSequence(left) || isSequence(right)) {
            Object other = isSequence(left) ? right : left;
            throw Failure.type("can't multiply sequence by non-int of type '" + Types.name(other) + "'");
        }
        throw unsupported("*", left, right);
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof String || value instanceof List || value instanceof Markup;
    }

    private static Object repeated(@Nullable Object value, long times, Meter meter) {
        if (value instanceof List<?> list) {
            return repeated(list, times, meter);
        }
        String text = String.valueOf(Markup.textOf(value));
        int count = times(text.length(), times);
        meter.make((long) text.length() * count);
        String product = text.repeat(count);
        return value instanceof Markup ? new Markup(product) : product;
    }

    /** Nothing is repeated as often as one likes; all else cannot be repeated more often than an int counts. */
    private static int times(int length, long times) {
        return length == 0 ? 0 : Math.clamp(times, 0, Integer.MAX_VALUE);
    }

    private static Object repeated(List<?> list, long times, Meter meter) {
        int count = times(list.size(), times);
        meter.makeList((long) list.size() * count);
        var items = new ArrayList<@Nullable Object>(list.size() * count);
        for (int i = 0; i < count; i++) {
            items.addAll(list);
        }
        return list instanceof Tuple ? Tuple.of(items.toArray()) : items;
    }

    public static Object divide(@Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.divide(Numbers.plain(left), Numbers.plain(right));
        }
        throw unsupported("/", left, right);
    }

    public static Object floorDivide(@Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.floorDivide(Numbers.plain(left), Numbers.plain(right));
        }
        throw unsupported("//", left, right);
    }

    public static Object modulo(@Nullable Object left, @Nullable Object right, Meter meter) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.modulo(Numbers.plain(left), Numbers.plain(right));
        }
        if (left instanceof String format) {
            return PercentFormat.format(format, right, meter);
        }
        if (left instanceof Markup format) {
            return new Markup(PercentFormat.escaping(format.text(), right, meter));
        }
        throw unsupported("%", left, right);
    }

    public static Object power(@Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Types.isNumber(left) && Types.isNumber(right)) {
            return Numbers.power(Numbers.plain(left), Numbers.plain(right));
        }
        throw unsupported("** or pow()", left, right);
    }

    public static Object negative(@Nullable Object value) {
        if (value != null && Types.isNumber(value)) {
            return Numbers.negative(Numbers.plain(value));
        }
        throw unary("-", value);
    }

    public static Object positive(@Nullable Object value) {
        if (value != null && Types.isNumber(value)) {
            return Numbers.plain(value);
        }
        throw unary("+", value);
    }

    private static Failure unary(String sign, @Nullable Object value) {
        if (value instanceof Undefined undefined) {
            return undefined.failure();
        }
        return Failure.type("bad operand type for unary " + sign + ": '" + Types.name(value) + "'");
    }

    private static Failure unsupported(String sign, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Undefined || right instanceof Undefined) {
            return undefined(left, right);
        }
        return Failure.type("unsupported operand type(s) for %s: '%s' and '%s'"
                .formatted(sign, Types.name(left), Types.name(right)));
    }

    private static Failure undefined(@Nullable Object left, @Nullable Object right) {
        return left instanceof Undefined undefined
                ? undefined.failure()
                : ((Undefined) Objects.requireNonNull(right)).failure();
    }

    /** {@code needle in hay}. */
    public static boolean in(@Nullable Object needle, @Nullable Object hay, Meter meter) {
        String text = Markup.textOf(hay);
        if (text != null) {
            String part = Markup.textOf(needle);
            if (part == null) {
                throw Failure.type("'in <string>' requires string as left operand, not " + Types.name(needle));
            }
            meter.scan(text.length());
            return text.contains(part);
        }
        return switch (hay) {
            case Map<?, ?> map -> Keys.get(map, needle, meter) != Missing.MISSING;
            case DictView(var map, var kind)
            when kind == DictView.Kind.KEYS -> Keys.get(map, needle, meter) != Missing.MISSING;
            case Range range when Types.isInteger(needle) -> range.has(Types.longIndex(needle));
            case null, default -> among(needle, hay, meter);
        };
    }

    private static boolean among(@Nullable Object needle, @Nullable Object hay, Meter meter) {
        var elements = hay instanceof List<?> list
                ? list.iterator()
                : hay instanceof PyObject object ? object.iterator(meter) : null;
        if (elements == null) {
            throw Failure.type("argument of type '" + Types.name(hay) + "' is not iterable");
        }
        while (elements.hasNext()) {
            meter.step();
            if (Comparisons.equal(needle, elements.next(), meter)) {
                return true;
            }
        }
        return false;
    }
}
