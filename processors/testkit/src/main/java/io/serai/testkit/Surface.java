package io.serai.testkit;

/** The endpoints that generate text. */
enum Surface {
    CHAT,
    COMPLETIONS,
    /** SGLang's native one. */
    GENERATE
}
