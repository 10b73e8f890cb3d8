package io.serai.tokens.prompt.deepseek;

/** Special tokens and other fixed words of the prompts. */
final class Marks {
    static final String BEGIN = "<｜begin▁of▁sentence｜>";
    static final String END = "<｜end▁of▁sentence｜>";
    static final String USER = "<｜User｜>";
    static final String ASSISTANT = "<｜Assistant｜>";
    static final String THINK = "<think>";
    static final String ANSWER = "</think>";

    private Marks() {}
}
