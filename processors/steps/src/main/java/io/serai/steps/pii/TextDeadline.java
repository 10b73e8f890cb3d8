package io.serai.steps.pii;

import java.time.Duration;
import java.util.Collection;

/** How long a model may take over the texts of a request: the more of them, the longer. */
final class TextDeadline {
    /** As many characters, of all texts together, as a deadline is set for. */
    private static final int ORDINARY_CHARS = 8 << 10;

    /** Texts of more characters than this many times those get no more time: somebody waits. */
    private static final int MOST = 32;

    private TextDeadline() {}

    /** @param deadline of texts that are not long */
    static Duration of(Duration deadline, Collection<String> texts) {
        long chars = texts.stream().mapToLong(String::length).sum();
        return deadline.multipliedBy(Math.clamp(Math.ceilDiv(chars, ORDINARY_CHARS), 1, MOST));
    }
}
