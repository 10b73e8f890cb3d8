package io.serai.steps.pii;

import io.serai.guard.pii.Unmasker;
import org.jspecify.annotations.Nullable;

/** One text of an answer on its way to the client: first searched, then restored, so that restored values are not. */
final class TextFlow {
    private final Unmasker unmasker;
    private final @Nullable AnswerScan scan;

    TextFlow(Unmasker unmasker, @Nullable AnswerScan scan) {
        this.unmasker = unmasker;
        this.scan = scan;
    }

    /** What is certain with this chunk. */
    String push(String chunk) {
        return unmasker.push(scan == null ? chunk : scan.push(chunk));
    }

    /** What was held back. */
    String end() {
        String rest = scan == null ? "" : unmasker.push(scan.end());
        return rest + unmasker.end();
    }
}
