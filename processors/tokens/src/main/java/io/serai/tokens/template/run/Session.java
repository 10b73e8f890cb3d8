package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Repr;
import org.jspecify.annotations.Nullable;

/** One rendering: what was given to it and what it has written. */
final class Session {
    final Meter meter;
    /** Variables from outside, in the order in which the template names them. */
    final @Nullable Object[] globals;

    final StringBuilder out = new StringBuilder(1024);
    private final int maxChars;

    Session(Meter meter, @Nullable Object[] globals) {
        this.meter = meter;
        this.globals = globals;
        maxChars = meter.maxChars();
    }

    void write(String text) {
        out.append(text);
        if (out.length() > maxChars) {
            throw tooLong();
        }
    }

    void print(@Nullable Object value) {
        if (value instanceof String text) {
            write(text);
            return;
        }
        Repr.str(value, out, meter);
        if (out.length() > maxChars) {
            throw tooLong();
        }
    }

    private Failure tooLong() {
        return Failure.limit("an output of more than " + maxChars + " characters");
    }

    /** What was written since {@code mark}; it is taken back. */
    String taken(int mark) {
        meter.make(out.length() - mark);
        String text = out.substring(mark);
        out.setLength(mark);
        return text;
    }
}
