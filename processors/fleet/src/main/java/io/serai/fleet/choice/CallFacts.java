package io.serai.fleet.choice;

import io.serai.core.Headers;
import io.serai.core.Signal;
import java.util.Map;

/** What rules may know of a call. Belongs to one call; what is costly is found out when first asked for. */
public interface CallFacts {
    /** What classifiers said, by head. */
    Map<String, Signal> signals();

    /** Pieces of personal data found, by type; empty also where nobody looked. */
    Map<String, Integer> piiFound();

    /** Length of the prompt, estimated: the tokenizer is the model's, which is not chosen yet. */
    int promptTokens();

    /** Most tokens of the answer; negative if the client sets no limit. */
    int maxTokens();

    /** Language of the last user message, as {@link TextLanguage} tells it; empty if it cannot. */
    String language();

    /** Whether the model may call tools. */
    boolean tools();

    /** Whether a message has an image. */
    boolean images();

    /** Whether the answer is to be streamed. */
    boolean stream();

    /** Name of the caller's key; empty where no key is asked for. */
    String tenant();

    /** The client's header fields. */
    Headers headers();

    /** The same for every call of a conversation: what keeps a conversation with one of several models. */
    String conversation();
}
