package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.unigram.PrecompiledNormalizer;
import io.serai.tokens.unigram.UnigramModel;
import io.serai.tokens.wordpiece.BertNormalizer;
import io.serai.tokens.wordpiece.BertPreTokenizer;
import io.serai.tokens.wordpiece.WordLevelModel;
import io.serai.tokens.wordpiece.WordPieceDecoder;
import io.serai.tokens.wordpiece.WordPieceModel;
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
        return switch (json.fields().type()) {
            case "WordPiece" -> WordPieceModel.of(json.fields(), json.words());
            case "WordLevel" -> WordLevelModel.of(json.fields(), json.words());
            case "Unigram" ->
                UnigramModel.of(
                        json.fields(),
                        json.pieces().stream().map(Piece::text).toList(),
                        json.pieces().stream().mapToDouble(Piece::score).toArray());
            default -> null;
        };
    }

    /** {@code BertNormalizer}, {@code Precompiled}. */
    static @Nullable Normalizer normalizer(PartJson json) throws TokenizerFormatException {
        return switch (json.type()) {
            case "BertNormalizer" -> BertNormalizer.of(json);
            case "Precompiled" -> PrecompiledNormalizer.of(json);
            default -> null;
        };
    }

    /** {@code BertPreTokenizer}. */
    static @Nullable PreTokenizer preTokenizer(PartJson json) throws TokenizerFormatException {
        return json.type().equals("BertPreTokenizer") ? new BertPreTokenizer() : null;
    }

    /** {@code WordPiece}. */
    static @Nullable TokenDecoder decoder(PartJson json) throws TokenizerFormatException {
        return json.type().equals("WordPiece") ? WordPieceDecoder.of(json) : null;
    }

    /**
     * The {@code model} object of a tokenizer file.
     *
     * @param fields     its fields but {@code vocab} and {@code merges}
     * @param vocabulary of a vocabulary that is an object; null where it is a list
     * @param pieces     of a vocabulary that is a list (Unigram); empty where it is an object
     */
    record ModelJson(PartJson fields, @Nullable Vocabulary vocabulary, List<Piece> pieces) {
        private Vocabulary words() throws TokenizerFormatException {
            if (vocabulary == null) {
                throw new TokenizerFormatException(fields.path() + ".vocab should be an object");
            }
            return vocabulary;
        }
    }

    /** One entry of a Unigram vocabulary; its id is its index. */
    record Piece(String text, double score) {}
}
