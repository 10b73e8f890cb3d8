package io.serai.tokens.template.python;

import org.jspecify.annotations.Nullable;

/** A value that can be called. */
public interface Callable extends PyObject {
    @Nullable
    Object call(Meter meter, Args args);

    @Override
    default String typeName() {
        return "function";
    }
}
