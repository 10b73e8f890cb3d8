package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the WordPiece and Unigram families. Each method answers null for a type that it does not know; what
 * nobody knows is then refused as unsupported.
 */
final class WordParts {
    private WordParts() {}

    /** Model {@code WordPiece}, {@code WordLevel} or {@code Unigram}. */
    static @Nullable TokenModel model(ModelJson json) throws TokenizerFormatException {
        return null;
    }

    /** {@code BertNormalizer}, {@code Precompiled}. */
    static @Nullable Normalizer normalizer(PartJson json) throws TokenizerFormatException {
        return null;
    }

    /** {@code BertPreTokenizer}. */
    static @Nullable PreTokenizer preTokenizer(PartJson json) throws TokenizerFormatException {
        return null;
    }

    /** {@code WordPiece}, {@code CTC} ... */
    static @Nullable TokenDecoder decoder(PartJson json) throws TokenizerFormatException {
        return null;
    }

    /**
     * The {@code model} object of a tokenizer file.
     *
     * @param fields     its fields but {@code vocab} and {@code merges}
     * @param vocabulary of a vocabulary that is an object; null where it is a list
     * @param pieces     of a vocabulary that is a list (Unigram); empty where it is an object
     */
    record ModelJson(PartJson fields, @Nullable Vocabulary vocabulary, List<Piece> pieces) {}

    /** One entry of a Unigram vocabulary; its id is its index. */
    record Piece(String text, double score) {}
}
