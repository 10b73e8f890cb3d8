package io.serai.tokens.hf;

import io.serai.tokens.bpe.Bpe;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.bpe.WordScanner;
import org.jspecify.annotations.Nullable;

/** BPE over the characters of a piece, whatever they are: the general case, and that of SentencePiece's kind. */
final class BpeModel implements TokenModel {
    private final BpeTables tables;
    private volatile @Nullable Words words;

    BpeModel(BpeTables tables) {
        this.tables = tables;
    }

    private record Words(Bpe bpe, WordScanner cuts) {}

    /** Made when first asked for: byte-level pipelines have their own way to the tables. */
    private Words words() {
        Words known = words;
        if (known == null) {
            known = new Words(tables.overCharacters(), tables.cuts());
            words = known;
        }
        return known;
    }

    @Override
    public void tokenize(AlignedText piece, TokenSink sink) {
        Words now = words();
        for (int from = piece.from(); from < piece.to(); ) {
            int end = now.cuts.next(piece.chars(), from, piece.to());
            sink.encode(now.bpe, piece, from, end);
            from = end;
        }
    }

    @Override
    public Vocabulary vocabulary() {
        return tables.vocabulary();
    }

    @Override
    public int count() {
        return tables.vocabulary().count();
    }

    @Override
    public String implementation() {
        return "bpe";
    }
}
