package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Args;
import io.serai.tokens.template.python.Callable;
import io.serai.tokens.template.python.Comparisons;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.python.Repr;
import io.serai.tokens.template.python.Tuple;
import io.serai.tokens.template.python.Undefined;
import io.serai.tokens.template.python.Values;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body sees as {@code loop}. It looks ahead only when it is asked what comes next. */
final class LoopContext implements Callable {
    private final @Nullable Object iterable;
    private final @Nullable Recursion recursion;
    private final int depth0;
    private final Meter meter;
    private Iterator<@Nullable Object> elements;
    private long index0 = -1;
    private long length = -1;
    private @Nullable Object before = Missing.MISSING;
    private @Nullable Object current = Missing.MISSING;
    private @Nullable Object after = Missing.MISSING;
    private @Nullable Object lastValue = Missing.MISSING;

    /** Renders the loop's body for other elements. */
    interface Recursion {
        String render(@Nullable Object iterable, int depth);
    }

    /** @param iterable what the length is taken from, if it has one */
    LoopContext(
            @Nullable Object iterable,
            Iterator<@Nullable Object> elements,
            @Nullable Recursion recursion,
            int depth0,
            Meter meter) {
        this.iterable = iterable;
        this.elements = elements;
        this.recursion = recursion;
        this.depth0 = depth0;
        this.meter = meter;
    }

    /** Goes on to the next element; false behind the last. */
    boolean advance() {
        Object next = peek();
        if (next == Missing.MISSING) {
            return false;
        }
        after = Missing.MISSING;
        index0++;
        before = current;
        current = next;
        return true;
    }

    @Nullable
    Object current() {
        return current;
    }

    private @Nullable Object peek() {
        if (after == Missing.MISSING && elements.hasNext()) {
            after = elements.next();
        }
        return after;
    }

    @Override
    public long length() {
        if (length < 0) {
            length = Values.lengthOrNegative(iterable);
        }
        if (length < 0) {
            List<@Nullable Object> rest = Values.list(elements, meter);
            elements = rest.iterator();
            length = rest.size() + index0 + 1 + (after == Missing.MISSING ? 0 : 1);
        }
        return length;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> index0 + 1;
            case "index0" -> index0;
            case "first" -> index0 == 0;
            case "last" -> peek() == Missing.MISSING;
            case "length" -> length();
            case "revindex" -> length() - index0;
            case "revindex0" -> length() - index0 - 1;
            case "previtem" -> index0 == 0 ? Undefined.hint("there is no previous item") : before;
            case "nextitem" -> {
                Object next = peek();
                yield next == Missing.MISSING ? Undefined.hint("there is no next item") : next;
            }
            case "depth" -> (long) depth0 + 1;
            case "depth0" -> (long) depth0;
            case "cycle" -> (Function) (m, args) -> cycle(args.positional());
            case "changed" -> (Function) (m, args) -> changed(Tuple.of(args.positional()));
            default -> Missing.MISSING;
        };
    }

    /** A method as a value. */
    @FunctionalInterface
    private interface Function extends Callable {}

    private @Nullable Object cycle(@Nullable Object[] values) {
        if (values.length == 0) {
            throw Failure.of("TypeError", "no items for cycling given");
        }
        return values[(int) (index0 % values.length)];
    }

    private boolean changed(Tuple value) {
        boolean changed = lastValue == Missing.MISSING || !Comparisons.equal(lastValue, value, meter);
        lastValue = value;
        return changed;
    }

    @Override
    public @Nullable Object call(Meter unused, Args args) {
        if (recursion == null) {
            throw Failure.of("TypeError", "The loop must have the 'recursive' marker to be called recursively.");
        }
        if (args.positional().length != 1) {
            throw Failure.of("TypeError", "loop() takes one argument");
        }
        return recursion.render(args.positional()[0], depth0 + 1);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public void repr(Repr out) {
        out.raw("<LoopContext " + (index0 + 1) + "/" + length() + ">");
    }
}
