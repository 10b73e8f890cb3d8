package io.serai.tokens.unigram;

import static io.serai.tokens.unigram.SentencePieceFile.Type.BYTE;
import static io.serai.tokens.unigram.SentencePieceFile.Type.CONTROL;
import static io.serai.tokens.unigram.SentencePieceFile.Type.NORMAL;
import static io.serai.tokens.unigram.SentencePieceFile.Type.UNKNOWN;
import static io.serai.tokens.unigram.SentencePieceFile.Type.USER_DEFINED;

import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.BpeOptions;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.bpe.MergeList;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.hf.Assembly;
import io.serai.tokens.unigram.SentencePieceFile.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads SentencePiece {@code .model} files. Ids are those of SentencePiece, but for texts that spell out a control piece
 * such as {@code </s>}: that becomes its id, as in the engines, and what follows it is normalized on its own.
 */
public final class SentencePieces {
    private static final int[] NONE = {};
    private static final String SPACE = String.valueOf(SentencePieceNormalizer.SPACE);

    private SentencePieces() {}

    /**
     * The tokenizer of the model in {@code bytes}.
     *
     * @throws UnsupportedPartException if it is of the kinds WORD or CHAR
     * @throws TokenizerFormatException if it is broken or something else
     */
    public static Tokenizer read(byte[] bytes) throws TokenizerFormatException {
        SentencePieceFile file = SentencePieceFile.of(bytes);
        byte[] map = file.charsMap();
        var normalizer = new SentencePieceNormalizer(map.length == 0 ? null : CharsMap.of(map), file);
        Assembly assembly = switch (file.kind()) {
            case UNIGRAM -> new Assembly(unigram(file), normalizer);
            case BPE -> new Assembly(bpe(file), normalizer);
            case WORD, CHAR -> throw new UnsupportedPartException("trainer_spec.model_type", file.kind() + "");
        };
        for (int id = 0; id < file.pieces().size(); id++) {
            Piece piece = file.pieces().get(id);
            if (piece.type() == CONTROL || piece.type() == UNKNOWN) {
                assembly.add(id, piece.text(), true, false);
            } else if (piece.type() == USER_DEFINED) {
                assembly.add(id, piece.text(), false, piece.text().contains(SPACE));
            }
        }
        int start = file.start();
        int end = file.end();
        assembly.frame(start < 0 ? NONE : new int[] {start}, start < 0 && end >= 0 ? new int[] {end} : NONE);
        return assembly.tokenizer(decoder(file));
    }

    private static UnigramModel unigram(SentencePieceFile file) throws TokenizerFormatException {
        List<Piece> pieces = file.pieces();
        double[] scores = new double[pieces.size()];
        double lowest = Double.POSITIVE_INFINITY;
        for (int id = 0; id < scores.length; id++) {
            scores[id] = pieces.get(id).score();
            lowest = pieces.get(id).type() == NORMAL ? Math.min(lowest, scores[id]) : lowest;
        }
        Vocabulary all = vocabulary(pieces, false);
        return new UnigramModel(
                all,
                CharTrie.of(vocabulary(pieces, true)),
                scores,
                lowest == Double.POSITIVE_INFINITY ? 0 : lowest,
                Unknowns.of(all, file.first(UNKNOWN), file.byteFallback()),
                true);
    }

    private static Vocabulary vocabulary(List<Piece> pieces, boolean onlyFound) {
        var vocabulary = Vocabulary.builder();
        for (int id = 0; id < pieces.size(); id++) {
            if (!onlyFound || found(pieces.get(id))) {
                vocabulary.add(pieces.get(id).text(), id);
            }
        }
        return vocabulary.build();
    }

    /** Whether a piece may be found in a text; unused ones and byte tokens may not. */
    private static boolean found(Piece piece) {
        return piece.type() == NORMAL || piece.type() == USER_DEFINED;
    }

    /** Two neighbours merge if what they spell together is a piece, the one with the highest score first. */
    private static BpeTables bpe(SentencePieceFile file) {
        List<Piece> pieces = file.pieces();
        Vocabulary known = vocabulary(pieces, true);
        var merges = new MergeList();
        List<Integer> best = new ArrayList<>(IntStream.range(0, pieces.size())
                .filter(id -> found(pieces.get(id)))
                .boxed()
                .toList());
        best.sort(Comparator.comparingDouble(id -> -pieces.get(id).score()));
        for (int id : best) {
            char[] text = pieces.get(id).text().toCharArray();
            for (int cut = 1; cut < text.length; cut++) {
                if (known.id(text, 0, cut) >= 0 && known.id(text, cut, text.length - cut) >= 0) {
                    merges.add(text, 0, cut);
                    merges.add(text, cut, text.length - cut);
                }
            }
        }
        int unknown = file.first(UNKNOWN);
        var options =
                new BpeOptions(unknown < 0 ? "" : pieces.get(unknown).text(), true, file.byteFallback(), false, "", "");
        return BpeTables.of(vocabulary(pieces, false), merges, options);
    }

    private static Map<String, @Nullable Object> decoder(SentencePieceFile file) {
        var steps = new ArrayList<@Nullable Object>();
        steps.add(Map.of("type", "Replace", "pattern", Map.of("String", SPACE), "content", " "));
        if (file.pieces().stream().anyMatch(piece -> piece.type() == BYTE)) {
            steps.add(Map.of("type", "ByteFallback"));
        }
        steps.add(Map.of("type", "Fuse"));
        if (file.dummyPrefix() && !file.spaceAsSuffix()) {
            steps.add(Map.of("type", "Strip", "content", " ", "start", 1L, "stop", 0L));
        }
        return Map.of("type", "Sequence", "decoders", steps);
    }
}
