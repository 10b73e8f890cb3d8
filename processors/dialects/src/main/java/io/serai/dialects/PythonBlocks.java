package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/**
 * Python calls between two markers: {@code <opener>[f(a="x"), g()]<closer>}, or one on each line and no brackets. The
 * closer ends the block wherever it is, in a string too; nothing is passed on before it.
 *
 * @param opener         marker before the calls
 * @param closers        markers of which one ends them
 * @param closerRequired whether a block that ends with the answer is no block
 * @param silent         tokens without text
 * @param policy         what becomes of the rest
 */
record PythonBlocks(String opener, List<String> closers, boolean closerRequired, List<String> silent, CallPolicy policy)
        implements ToolFormat {
    /** Blocks that may end with the answer. */
    static PythonBlocks between(String opener, String... closers) {
        return new PythonBlocks(opener, List.of(closers), false, List.of(), CallPolicy.USUAL);
    }

    PythonBlocks requiringCloser() {
        return new PythonBlocks(opener, closers, true, silent, policy);
    }

    PythonBlocks silent(String... values) {
        return new PythonBlocks(opener, closers, closerRequired, List.of(values), policy);
    }

    PythonBlocks policy(CallPolicy value) {
        return new PythonBlocks(opener, closers, closerRequired, silent, value);
    }

    @Override
    public List<String> openers() {
        return List.of(opener);
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new PythonBlockReader(this, out);
    }
}
