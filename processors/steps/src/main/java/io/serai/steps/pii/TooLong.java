package io.serai.steps.pii;

import io.serai.core.CallError;
import org.jspecify.annotations.Nullable;

/** Tells searches that failed for the length of a text from those that may succeed when they are tried again. */
final class TooLong {
    /** The failure of a search in which a text has more characters than a model is given. */
    static final String REASON = "too_long";

    private static final String CODE = "text_too_long";
    /** A text up to here is no reason by itself to miss a deadline: other work is. */
    private static final int ORDINARY_CHARS = 64 << 10;

    private TooLong() {}

    /** What a client is told of a search that failed for the length of a text; null where it failed for anything else. */
    static @Nullable CallError refusal(SearchOptions options, Found found) {
        RequestText longest = found.longest();
        if (longest == null) {
            return null;
        }
        String place = longest.place();
        int chars = longest.characters();
        if (found.failure().equals(REASON)) {
            return CallError.of(
                            400,
                            CODE,
                            place + " has " + chars + " characters, and a model looks for personal data in at most "
                                    + options.maxChars() + "; send a shorter text.")
                    .about(place);
        }
        if (found.failure().equals("deadline") && chars > ORDINARY_CHARS) {
            return CallError.of(
                            400,
                            CODE,
                            place + " has " + chars + " characters, and a model could not look for personal data in it"
                                    + " within "
                                    + TextDeadline.of(options.deadline(), found.readable())
                                            .toMillis() + " ms; send a shorter text.")
                    .about(place);
        }
        return null;
    }
}
