package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of texts and lists: {@code x[1:]}, {@code x[::-1]}. */
public final class Slices {
    private Slices() {}

    /** What a slice means for a certain length: {@code count} elements from {@code start} on, each {@code step} further. */
    record Bounds(long start, long stop, long step, int count) {}

    /** A part of {@code value}. Unlike an index, a slice of a value that has no parts is an error. */
    public static @Nullable Object of(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step, Meter meter) {
        String text = Markup.textOf(value);
        if (text != null) {
            String part = text(text, start, stop, step, meter);
            return value instanceof Markup ? new Markup(part) : part;
        }
        return switch (value) {
            case List<?> list -> list(list, start, stop, step, meter);
            case Range range -> range.slice(bounds(start, stop, step, range.length()));
            case Undefined undefined -> throw undefined.failure();
            case Map<?, ?> map -> throw Failure.type("unhashable type: 'slice'");
            case null, default -> throw Failure.type("'" + Types.name(value) + "' object is not subscriptable");
        };
    }

    private static String text(
            String text, @Nullable Object start, @Nullable Object stop, @Nullable Object step, Meter meter) {
        int length = text.codePointCount(0, text.length());
        Bounds bounds = bounds(start, stop, step, length);
        if (bounds.step() == 1) {
            int from = text.offsetByCodePoints(0, (int) bounds.start());
            String part = text.substring(from, text.offsetByCodePoints(from, bounds.count()));
            meter.make(part.length());
            return part;
        }
        meter.make(2L * bounds.count());
        meter.scan(text.length());
        int[] points = length == text.length() ? null : text.codePoints().toArray();
        var out = new StringBuilder(bounds.count());
        long at = bounds.start();
        for (int i = 0; i < bounds.count(); i++, at += bounds.step()) {
            out.appendCodePoint(points == null ? text.charAt((int) at) : points[(int) at]);
        }
        return out.toString();
    }

    private static Object list(
            List<?> list, @Nullable Object start, @Nullable Object stop, @Nullable Object step, Meter meter) {
        Bounds bounds = bounds(start, stop, step, list.size());
        meter.makeList(bounds.count());
        var items = new ArrayList<@Nullable Object>(bounds.count());
        long at = bounds.start();
        for (int i = 0; i < bounds.count(); i++, at += bounds.step()) {
            items.add(list.get((int) at));
        }
        return list instanceof Tuple ? Tuple.of(items.toArray()) : items;
    }

    private static Bounds bounds(@Nullable Object start, @Nullable Object stop, @Nullable Object step, long length) {
        if (!isBound(start) || !isBound(stop) || !isBound(step)) {
            throw Failure.type("slice indices must be integers or None or have an __index__ method");
        }
        long by = step == null ? 1 : Types.longIndex(step);
        if (by == 0) {
            throw Failure.value("slice step cannot be zero");
        }
        by = Math.clamp(by, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        long from = start == null ? by > 0 ? 0 : length - 1 : within(Types.longIndex(start), length, by);
        long to = stop == null ? by > 0 ? length : -1 : within(Types.longIndex(stop), length, by);
        long count = by > 0 ? Math.max(0, (to - from + by - 1) / by) : Math.max(0, (from - to - by - 1) / -by);
        return new Bounds(from, to, by, (int) count);
    }

    private static boolean isBound(@Nullable Object value) {
        return value == null || Types.isInteger(value);
    }

    private static long within(long index, long length, long step) {
        long at = index < 0 ? Math.max(index, -length - 1) + length : Math.min(index, length);
        return step > 0 ? Math.clamp(at, 0, length) : Math.clamp(at, -1, length - 1);
    }
}
