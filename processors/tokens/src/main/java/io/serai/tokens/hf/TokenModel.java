package io.serai.tokens.hf;

import io.serai.tokens.bpe.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The model in the middle of a pipeline: ids of one pre-token. Thread-safe. */
public interface TokenModel {
    /** Gives the tokens of {@code piece}, which is not empty, to {@code sink}. */
    void tokenize(AlignedText piece, TokenSink sink);

    /** The tokens of the model itself, without added ones. */
    Vocabulary vocabulary();

    /** Id of the token that is spelled so; -1 where there is none. */
    default int id(String token) {
        return vocabulary().id(token);
    }

    /** Spelling of {@code id}; null where there is none. */
    default @Nullable String token(int id) {
        return vocabulary().token(id);
    }

    /** One more than the highest id. */
    default int size() {
        return vocabulary().size();
    }

    /** Number of tokens, which is less than {@link #size} where ids have gaps. */
    default int count() {
        return size();
    }

    /** As {@link io.serai.core.Tokenizer#implementation()}. */
    String implementation();
}
