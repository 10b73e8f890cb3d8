package io.serai.tokens.template.python;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** {@code find} and its kin; positions count code points. */
final class Finding {
    private Finding() {}

    /** The part of {@code text} from {@code start} to {@code end}; null where the start lies behind the end of it. */
    static @Nullable String window(String text, @Nullable Object start, @Nullable Object end) {
        if (absent(start) && absent(end)) {
            return text;
        }
        int length = text.codePointCount(0, text.length());
        long from = absent(start) ? 0 : position(start, length);
        long to = absent(end) ? length : Math.min(position(end, length), length);
        if (from > to) {
            return null;
        }
        int first = text.offsetByCodePoints(0, (int) from);
        return text.substring(first, text.offsetByCodePoints(first, (int) (to - from)));
    }

    private static boolean absent(@Nullable Object bound) {
        return bound == null || bound == Missing.MISSING;
    }

    private static long position(@Nullable Object bound, int length) {
        long index = Types.longIndex(bound);
        return index < 0 ? Math.max(0, Math.max(index, -length) + length) : index;
    }

    /** With the parameters text, part, start, end: the position, or -1. */
    static int find(@Nullable Object[] a, boolean last, Meter meter) {
        String text = (String) requireNonNull(a[0]);
        String part = StringMethods.text(a[1]);
        meter.scan(text.length());
        String window = window(text, a[2], a[3]);
        int at = window == null ? -1 : last ? window.lastIndexOf(part) : window.indexOf(part);
        if (at < 0 || window == null) {
            return -1;
        }
        long start = absent(a[2]) ? 0 : position(a[2], text.codePointCount(0, text.length()));
        return (int) start + window.codePointCount(0, at);
    }

    static Object index(@Nullable Object[] a, boolean last, Meter meter) {
        int at = find(a, last, meter);
        if (at < 0) {
            throw Failure.value("substring not found");
        }
        return (long) at;
    }

    static Object count(@Nullable Object[] a, Meter meter) {
        String text = (String) requireNonNull(a[0]);
        String part = StringMethods.text(a[1]);
        meter.scan(text.length());
        String window = window(text, a[2], a[3]);
        if (window == null) {
            return 0L;
        }
        if (part.isEmpty()) {
            return (long) window.codePointCount(0, window.length()) + 1;
        }
        long count = 0;
        for (int at = window.indexOf(part); at >= 0; at = window.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
