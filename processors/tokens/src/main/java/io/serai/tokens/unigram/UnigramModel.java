package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.PartJson;
import io.serai.tokens.hf.TokenModel;
import io.serai.tokens.hf.TokenSink;
import java.util.Arrays;
import java.util.List;

/**
 * The model {@code Unigram}: of all ways to cut a text into tokens, the one with the highest sum of scores. A character
 * that no token holds costs ten more than the worst token; neighbours of that kind are one unknown token, or the bytes
 * of their UTF-8 where the vocabulary has them.
 */
public final class UnigramModel implements TokenModel {
    private static final double UNKNOWN_PENALTY = 10;

    private final Vocabulary vocabulary;
    private final CharTrie trie;
    private final double[] scores;
    private final double unknownScore;
    private final Unknowns unknowns;
    private final boolean single;

    /**
     * @param trie    of the tokens that may be found in a text
     * @param scores  by id
     * @param lowest  the worst score of a token
     * @param single  whether sums are rounded to single precision
     */
    UnigramModel(
            Vocabulary vocabulary, CharTrie trie, double[] scores, double lowest, Unknowns unknowns, boolean single) {
        this.vocabulary = vocabulary;
        this.trie = trie;
        this.scores = scores;
        this.unknownScore = rounded(lowest - UNKNOWN_PENALTY, single);
        this.unknowns = unknowns;
        this.single = single;
    }

    /**
     * From the {@code model} object of a tokenizer file.
     *
     * @param pieces tokens by id
     * @param scores of the tokens
     */
    public static UnigramModel of(PartJson json, List<String> pieces, double[] scores) throws TokenizerFormatException {
        var vocabulary = Vocabulary.builder();
        for (int id = 0; id < pieces.size(); id++) {
            vocabulary.add(pieces.get(id), id);
        }
        Vocabulary built = vocabulary.build();
        var unknowns = Unknowns.of(built, json.number("unk_id", -1), json.flag("byte_fallback", false));
        double lowest = Arrays.stream(scores).min().orElse(0);
        return new UnigramModel(built, CharTrie.of(built), scores, lowest, unknowns, false);
    }

    @Override
    public void tokenize(AlignedText piece, TokenSink sink) {
        int length = piece.length();
        int[] startOf = new int[length + 1];
        int[] idOf = new int[length + 1];
        search(piece, startOf, idOf);
        int tokens = reverse(startOf, length);
        int at = 0;
        for (int i = 0; i < tokens; i++) {
            int end = startOf[at];
            if (idOf[end] >= 0) {
                sink.add(idOf[end], piece, at, end);
            } else {
                while (end < length && idOf[startOf[end]] < 0) {
                    end = startOf[end];
                    i++;
                }
                unknowns.add(piece, at, end, sink);
            }
            at = end;
        }
    }

    /** Writes, for each place that a token may end at, where the best one starts and its id, -1 for unknown. */
    private void search(AlignedText piece, int[] startOf, int[] idOf) {
        int length = piece.length();
        double[] best = new double[length + 1];
        Arrays.fill(startOf, -1);
        for (int start = 0, next; start < length; start = next) {
            next = start + Character.charCount(piece.codePointAt(start));
            boolean covered = false;
            int node = CharTrie.ROOT;
            for (int end = start; end < length; ) {
                node = trie.child(node, piece.charAt(end++));
                if (node < 0) {
                    break;
                }
                int id = trie.value(node);
                if (id >= 0) {
                    covered |= end == next;
                    offer(best, startOf, idOf, start, end, id, scores[id]);
                }
            }
            if (!covered) {
                offer(best, startOf, idOf, start, next, -1, unknownScore);
            }
        }
    }

    private void offer(double[] best, int[] startOf, int[] idOf, int start, int end, int id, double score) {
        double sum = rounded(score + best[start], single);
        if (startOf[end] < 0 || sum > best[end]) {
            best[end] = sum;
            startOf[end] = start;
            idOf[end] = id;
        }
    }

    private static double rounded(double sum, boolean single) {
        return single ? (float) sum : sum;
    }

    /** Turns links from the end back into links from the start on; gives their number. */
    private static int reverse(int[] link, int length) {
        int count = 0;
        int end = -1;
        for (int at = length; at > 0; count++) {
            int start = link[at];
            link[at] = end;
            end = at;
            at = start;
        }
        link[0] = end;
        return count;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public String implementation() {
        return "unigram";
    }
}
