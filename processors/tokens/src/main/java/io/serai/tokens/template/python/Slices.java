package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of texts and lists: {@code x[1:]}, {@code x[::-1]}. */
public final class Slices {
    private Slices() {}

    /** What a slice means for a certain length: {@code count} elements from {@code start} on, each {@code step} further. */
    record Bounds(long start, long stop, long step, int count) {}

    /** A part of {@code value}; undefined where it has no parts. */
    public static @Nullable Object of(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step, Meter meter) {
        String text = Markup.textOf(value);
        if (text != null) {
            Object part = text(text, start, stop, step, meter);
            return part instanceof String piece && value instanceof Markup ? new Markup(piece) : part;
        }
        return switch (value) {
            case List<?> list -> list(list, start, stop, step, meter);
            case Range range -> {
                Bounds bounds = bounds(start, stop, step, range.length());
                yield bounds == null ? undefined(value, start, stop, step) : range.slice(bounds);
            }
            case Undefined undefined -> throw undefined.failure();
            case null, default -> undefined(value, start, stop, step);
        };
    }

    private static Undefined undefined(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        return Undefined.of(value, new Slice(start, stop, step));
    }

    /** A slice as a value: only messages show it. */
    private record Slice(
            @Nullable Object start,
            @Nullable Object stop,
            @Nullable Object step) implements PyObject {
        @Override
        public String typeName() {
            return "slice";
        }

        @Override
        public void repr(Repr out) {
            out.raw("slice");
            out.repr(Tuple.of(start, stop, step));
        }
    }

    private static @Nullable Object text(
            String text, @Nullable Object start, @Nullable Object stop, @Nullable Object step, Meter meter) {
        int length = text.codePointCount(0, text.length());
        Bounds bounds = bounds(start, stop, step, length);
        if (bounds == null) {
            return undefined(text, start, stop, step);
        }
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
        if (bounds == null) {
            return undefined(list, start, stop, step);
        }
        meter.make(bounds.count());
        var items = new ArrayList<@Nullable Object>(bounds.count());
        long at = bounds.start();
        for (int i = 0; i < bounds.count(); i++, at += bounds.step()) {
            items.add(list.get((int) at));
        }
        return list instanceof Tuple ? Tuple.of(items.toArray()) : items;
    }

    /** Null where a bound is no integer. */
    private static @Nullable Bounds bounds(
            @Nullable Object start, @Nullable Object stop, @Nullable Object step, long length) {
        if (!isBound(start) || !isBound(stop) || !isBound(step)) {
            return null;
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
