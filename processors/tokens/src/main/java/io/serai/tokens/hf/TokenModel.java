package io.serai.tokens.hf;

import org.jspecify.annotations.Nullable;

/** The model in the middle of a pipeline: ids of one pre-token. Thread-safe. */
public interface TokenModel {
    /** Gives the tokens of {@code piece}, which is not empty, to {@code sink}. */
    void tokenize(AlignedText piece, TokenSink sink);

    /** Id of the token that is spelled so; -1 where there is none. */
    int id(String token);

    /** Spelling of {@code id}; null where there is none. */
    @Nullable
    String token(int id);

    /** One more than the highest id. */
    int size();

    /** Number of tokens, which is less than {@link #size} where ids have gaps. */
    default int count() {
        return size();
    }

    /** As {@link io.serai.core.Tokenizer#implementation()}. */
    String implementation();
}
