package io.serai.tokens.golden;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts cases that differ and keeps the first few for the message, so that a fault shows its shape at once. */
final class Differences {
    private static final int SHOWN = 6;
    private static final int LONGEST = 400;

    private final List<String> first = new ArrayList<>();
    private int cases;
    private int different;

    void compare(String name, @Nullable Object expected, @Nullable Object actual) {
        cases++;
        if (!Objects.deepEquals(expected, actual)) {
            note(name + "\n  expected " + shown(expected) + "\n  actual   " + shown(actual));
        }
    }

    /** A case that has several right answers. */
    void compareEither(String name, Object expected, Object orExpected, Object actual) {
        cases++;
        if (!expected.equals(actual) && !orExpected.equals(actual)) {
            note(name + "\n  expected " + shown(expected) + "\n  or       " + shown(orExpected) + "\n  actual   "
                    + shown(actual));
        }
    }

    private void note(String difference) {
        different++;
        if (first.size() < SHOWN) {
            first.add(difference);
        }
    }

    void assertNone() {
        if (cases == 0) {
            fail("nothing was compared");
        }
        if (different > 0) {
            fail(different + " of " + cases + " differ:\n" + String.join("\n", first));
        }
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof int[] ints ? Arrays.toString(ints) : String.valueOf(value);
        text = text.replace("\n", "\\n").replace("\r", "\\r");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + ")";
    }
}
