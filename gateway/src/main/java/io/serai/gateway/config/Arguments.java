package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** The words of a command line, taken one after the other. */
final class Arguments {
    private final List<String> words;
    private int next;

    Arguments(List<String> words) {
        this.words = words;
    }

    boolean more() {
        return next < words.size();
    }

    String take() {
        return words.get(next++);
    }

    /** Whether a value comes next: anything but a flag. A negative number is a value. */
    boolean atValue() {
        return more() && !words.get(next).startsWith("--");
    }

    /** All values up to the next flag. */
    List<String> takeValues() {
        List<String> values = new ArrayList<>();
        while (atValue()) {
            values.add(take());
        }
        return values;
    }
}
