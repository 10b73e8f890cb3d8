package io.serai.steps.pii;

import org.jspecify.annotations.Nullable;

/** One text of an answer on its way to the client: first searched, then restored, so that restored values are not. */
final class TextFlow {
    private final AnswerUnmasker unmasker;
    private final @Nullable AnswerStage search;

    TextFlow(AnswerUnmasker unmasker, @Nullable AnswerStage search) {
        this.unmasker = unmasker;
        this.search = search;
    }

    /** What is certain with this chunk. */
    String push(String chunk) {
        return unmasker.push(search == null ? chunk : search.push(chunk));
    }

    /** What was held back. */
    String end() {
        String rest = search == null ? "" : unmasker.push(search.end());
        return rest + unmasker.end();
    }
}
