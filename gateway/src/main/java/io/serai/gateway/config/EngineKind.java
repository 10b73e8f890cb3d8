package io.serai.gateway.config;

/** What a worker runs. */
public enum EngineKind {
    /** Found out by asking. */
    AUTO,
    /** SGLang. */
    SGLANG,
    /** vLLM. */
    VLLM,
    /** Anything else that speaks the OpenAI API. */
    OPENAI
}
