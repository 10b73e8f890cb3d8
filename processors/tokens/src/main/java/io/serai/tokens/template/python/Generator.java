package io.serai.tokens.template.python;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Elements that can be read once: what {@code map}, {@code select} and their kin give. It has no length. */
public final class Generator implements PyObject {
    private final String type;
    private final Iterator<@Nullable Object> elements;

    public Generator(String type, Iterator<@Nullable Object> elements) {
        this.type = type;
        this.elements = elements;
    }

    public Generator(Iterator<@Nullable Object> elements) {
        this("generator", elements);
    }

    @Override
    public String typeName() {
        return type;
    }

    @Override
    public Iterator<@Nullable Object> iterator(Meter meter) {
        return elements;
    }
}
