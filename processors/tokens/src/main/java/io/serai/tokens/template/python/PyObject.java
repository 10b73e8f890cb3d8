package io.serai.tokens.template.python;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A value of a class of its own; the defaults are those of an object that can do nothing. */
public interface PyObject {
    /** Python's name of its class. */
    String typeName();

    /** The attribute of that name, or {@link Missing#MISSING}. */
    default @Nullable Object attribute(String name) {
        return Missing.MISSING;
    }

    /** The element of that key, or {@link Missing#MISSING}. */
    default @Nullable Object item(@Nullable Object key, Meter meter) {
        return Missing.MISSING;
    }

    default boolean truth() {
        return true;
    }

    /** Number of elements; -1 where that makes no sense. */
    default long length() {
        return -1;
    }

    /** Its elements; null where it has none. */
    default @Nullable Iterator<@Nullable Object> iterator(Meter meter) {
        return null;
    }

    /** What {@code repr} shows. */
    default void repr(Repr out) {
        out.raw("<" + typeName() + " object>");
    }

    /** What printing shows. */
    default void str(Repr out) {
        repr(out);
    }
}
