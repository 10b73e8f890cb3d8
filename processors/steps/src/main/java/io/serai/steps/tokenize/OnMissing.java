package io.serai.steps.tokenize;

/** What becomes of a call whose model has no tokenizer, or of a chat whose model has no template. */
public enum OnMissing {
    /** It goes on without tokens. */
    SKIP,
    /** It is refused. */
    REFUSE
}
