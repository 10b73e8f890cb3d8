package io.serai.core;

/** Makes the prompt of a chat, as the model was trained to read it. Thread-safe. */
public interface PromptRenderer {
    /**
     * The prompt's text, special tokens spelled out; to be encoded without adding any.
     *
     * @throws PromptException if this chat cannot be rendered
     */
    RenderedPrompt render(ChatPrompt chat) throws PromptException;
}
