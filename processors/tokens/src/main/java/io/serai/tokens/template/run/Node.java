package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Types;
import org.jspecify.annotations.Nullable;

/** An expression, ready to be computed. */
abstract class Node {
    abstract @Nullable Object eval(Frame frame);

    /** Whether the value is true; for nodes that know it without a value. */
    boolean test(Frame frame) {
        return Types.truth(eval(frame));
    }

    /** Prints the value; for nodes that can write it piece by piece. */
    void print(Frame frame) {
        frame.session.print(eval(frame));
    }

    static @Nullable Object[] all(Node[] nodes, Frame frame) {
        var values = new @Nullable Object[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].eval(frame);
        }
        return values;
    }
}
