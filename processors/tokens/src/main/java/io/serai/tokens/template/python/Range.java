package io.serai.tokens.template.python;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Python's range; the sandbox allows at most {@value #MAX} elements. */
public record Range(long start, long stop, long step) implements PyObject {
    static final int MAX = 100_000;

    static Range of(long start, long stop, long step) {
        if (step == 0) {
            throw Failure.value("range() arg 3 must not be zero");
        }
        var range = new Range(start, stop, step);
        if (range.length() > MAX) {
            throw Failure.limit("Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX + ").");
        }
        return range;
    }

    @Override
    public long length() {
        if (step > 0 ? start >= stop : start <= stop) {
            return 0;
        }
        long distance = step > 0 ? stop - start : start - stop;
        // a distance beyond long is negative here: far too many in any case
        return distance < 0 ? Long.MAX_VALUE : (distance - 1) / Math.abs(step) + 1;
    }

    long at(long index) {
        return start + index * step;
    }

    Range slice(Slices.Bounds bounds) {
        return new Range(at(bounds.start()), at(bounds.stop()), step * bounds.step());
    }

    boolean has(long value) {
        return (step > 0 ? value >= start && value < stop : value <= start && value > stop)
                && (value - start) % step == 0;
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public boolean truth() {
        return length() > 0;
    }

    @Override
    public Iterator<@Nullable Object> iterator(Meter meter) {
        long length = length();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < length;
            }

            @Override
            public Object next() {
                if (next >= length) {
                    throw new NoSuchElementException();
                }
                return at(next++);
            }
        };
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "start" -> start;
            case "stop" -> stop;
            case "step" -> step;
            default -> Missing.MISSING;
        };
    }

    @Override
    public void repr(Repr out) {
        out.raw("range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")");
    }
}
