package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Missing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The variables of one call of a function: of the template itself, a macro, or a recursive loop. */
final class Frame {
    final @Nullable Object[] slots;
    final Session session;
    private final @Nullable Frame outer;

    Frame(int size, Session session, @Nullable Frame outer) {
        slots = new @Nullable Object[size];
        Arrays.fill(slots, Missing.MISSING);
        this.session = session;
        this.outer = outer;
    }

    /** The frame {@code hops} functions further out. */
    Frame up(int hops) {
        Frame frame = this;
        for (int i = 0; i < hops && frame.outer != null; i++) {
            frame = frame.outer;
        }
        return frame;
    }
}
