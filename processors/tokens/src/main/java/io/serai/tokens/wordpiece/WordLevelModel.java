package io.serai.tokens.wordpiece;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.PartJson;
import io.serai.tokens.hf.TokenModel;
import io.serai.tokens.hf.TokenSink;

/** The model {@code WordLevel}: a word is a token or unknown. */
public record WordLevelModel(Vocabulary vocabulary, int unknown) implements TokenModel {
    /** From the {@code model} object of a tokenizer file. */
    public static WordLevelModel of(PartJson json, Vocabulary vocabulary) throws TokenizerFormatException {
        return new WordLevelModel(vocabulary, WordPieceModel.unknown(json, vocabulary, "<unk>"));
    }

    @Override
    public void tokenize(AlignedText piece, TokenSink sink) {
        int id = vocabulary.id(piece.toString());
        sink.add(id < 0 ? unknown : id, piece, 0, piece.length());
    }

    @Override
    public String implementation() {
        return "wordpiece";
    }
}
