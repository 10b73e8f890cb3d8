package io.serai.steps.pii;

import io.serai.wire.chat.JsonBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Where a text stands in a choice of an answer.
 *
 * @param steps from the choice to the text
 */
record FieldPath(List<Step> steps) {
    /**
     * A key.
     *
     * @param list whether its value is a list of objects
     * @param type what such an object has to say it is, else empty
     */
    record Step(String key, boolean list, String type) {
        private static Step of(String written) {
            int bracket = written.indexOf('[');
            return bracket < 0
                    ? new Step(written, false, "")
                    : new Step(
                            written.substring(0, bracket), true, written.substring(bracket + 1, written.length() - 1));
        }
    }

    /** The path {@code written}: keys with slashes; {@code key[]} for a list, {@code key[type]} for one of that type. */
    static FieldPath of(String written) {
        return new FieldPath(Arrays.stream(written.split("/", -1)).map(Step::of).toList());
    }

    /**
     * Writes the fields of a choice that says no more than {@code text}.
     *
     * @param number of the item, where there is a list on the way
     */
    void write(JsonBuffer out, int number, String text) {
        var close = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            out.quoted(step.key()).ascii(":");
            if (step.list()) {
                out.ascii("[{\"index\":").number(number).ascii(",");
                out.ascii(step.type().isEmpty() ? "" : "\"type\":\"" + step.type() + "\",");
                close.insert(0, "}]");
            } else if (i < steps.size() - 1) {
                out.ascii("{");
                close.insert(0, "}");
            }
        }
        out.quoted(text).ascii(close.toString());
    }
}
