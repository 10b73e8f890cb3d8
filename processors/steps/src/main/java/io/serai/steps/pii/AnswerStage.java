package io.serai.steps.pii;

/** Looks for personal data in one text of an answer. */
interface AnswerStage {
    /** What is certain with this chunk. */
    String push(String chunk);

    /** What was held back. */
    String end();
}
