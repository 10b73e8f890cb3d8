package io.serai.tokens.template.python;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Elements that are worked out when they are asked for, as a generator does: an error comes no sooner than that. */
class Lazy implements Iterator<@Nullable Object> {
    private final Meter meter;
    private final Supplier<Iterator<@Nullable Object>> source;
    private @Nullable Iterator<@Nullable Object> elements;
    private @Nullable Object ready = Missing.MISSING;

    Lazy(Meter meter, Supplier<Iterator<@Nullable Object>> source) {
        this.meter = meter;
        this.source = source;
    }

    /** What becomes of {@code element}; {@link Missing#MISSING} drops it. */
    @Nullable
    Object next(@Nullable Object element) {
        return element;
    }

    @Override
    public final boolean hasNext() {
        if (elements == null) {
            elements = source.get();
        }
        while (ready == Missing.MISSING && elements.hasNext()) {
            meter.step();
            ready = next(elements.next());
        }
        return ready != Missing.MISSING;
    }

    @Override
    public final @Nullable Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object element = ready;
        ready = Missing.MISSING;
        return element;
    }
}
