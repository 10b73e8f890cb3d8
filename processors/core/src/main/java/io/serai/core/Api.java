package io.serai.core;

/** The client API that a call speaks; decides how its body is skimmed and how its errors are written. */
public enum Api {
    /** {@code POST /v1/chat/completions}. */
    CHAT,
    /** {@code POST /v1/completions}. */
    COMPLETIONS,
    /** SGLang's native {@code POST /generate}. */
    GENERATE,
    /** {@code POST /v1/embeddings}. */
    EMBEDDINGS,
    /** {@code POST /v1/rerank} and its aliases. */
    RERANK,
    /** {@code POST /v1/score} and its alias. */
    SCORE,
    /** {@code POST /v1/classify} and its alias. */
    CLASSIFY,
    /** Anything without a model's work behind it: model lists, health, administration. */
    OTHER
}
