package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/**
 * Calls written as a list of Python calls with keyword arguments: {@code [f(a="x"), g()]}. Whether a list is one of
 * calls shows only at its end, so that nothing can be passed on before.
 */
record PythonCalls(List<String> silent, CallPolicy policy) implements ToolFormat {
    @Override
    public List<String> openers() {
        return List.of("[");
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new PythonCallReader(out);
    }
}
