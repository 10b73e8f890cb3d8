package io.serai.tokens.prompt;

/**
 * How content in parts becomes text for templates that take only text. Engines do not agree; choose what the model's
 * engine does, or its prefix cache is missed by chats in parts.
 *
 * @param separator stands between texts: a newline for vLLM, a space for SGLang
 * @param image     stands for a picture
 * @param video     stands for a video
 * @param audio     stands for sound
 */
public record PromptOptions(String separator, String image, String video, String audio) {
    /** What vLLM does. */
    public static final PromptOptions DEFAULTS = new PromptOptions("\n", "<image>", "<video>", "<audio>");
}
