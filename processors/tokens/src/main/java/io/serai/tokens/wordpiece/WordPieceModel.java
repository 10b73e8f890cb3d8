package io.serai.tokens.wordpiece;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.PartJson;
import io.serai.tokens.hf.TokenModel;
import io.serai.tokens.hf.TokenSink;
import io.serai.tokens.unigram.CharTrie;

/** The model {@code WordPiece}: from the left, always the longest piece that the vocabulary has. */
public final class WordPieceModel implements TokenModel {
    private final Vocabulary vocabulary;
    private final CharTrie trie;
    private final int unknown;
    private final int longestWord;
    private final int continuation;

    private WordPieceModel(Vocabulary vocabulary, int unknown, String prefix, int longestWord) {
        this.vocabulary = vocabulary;
        this.trie = CharTrie.of(vocabulary);
        this.unknown = unknown;
        this.longestWord = longestWord;
        this.continuation = trie.walk(prefix);
    }

    /** From the {@code model} object of a tokenizer file. */
    public static WordPieceModel of(PartJson json, Vocabulary vocabulary) throws TokenizerFormatException {
        return new WordPieceModel(
                vocabulary,
                unknown(json, vocabulary, "[UNK]"),
                json.fields().get("continuing_subword_prefix") == null
                        ? "##"
                        : json.neededText("continuing_subword_prefix"),
                json.number("max_input_chars_per_word", 100));
    }

    static int unknown(PartJson json, Vocabulary vocabulary, String absent) throws TokenizerFormatException {
        String token = json.text("unk_token");
        int id = vocabulary.id(token == null ? absent : token);
        if (id < 0) {
            throw json.wrong("unk_token", token, "a token of the vocabulary");
        }
        return id;
    }

    @Override
    public void tokenize(AlignedText piece, TokenSink sink) {
        int length = piece.length();
        int[] found = new int[2 * length]; // id and end; nothing is told until the whole word is known
        int count = length > longestWord && characters(piece) > longestWord ? -1 : cut(piece, found);
        if (count < 0) {
            sink.add(unknown, piece, 0, length);
            return;
        }
        int start = 0;
        for (int i = 0; i < count; i += 2) {
            sink.add(found[i], piece, start, found[i + 1]);
            start = found[i + 1];
        }
    }

    /** Entries written to {@code found}; -1 if a part of the word is in no piece. */
    private int cut(AlignedText word, int[] found) {
        int count = 0;
        int node = CharTrie.ROOT;
        for (int start = 0; start < word.length(); node = continuation) {
            int id = -1;
            int end = start;
            for (int i = start; i < word.length() && node >= 0; ) {
                node = trie.child(node, word.charAt(i++));
                if (node >= 0 && trie.value(node) >= 0) {
                    id = trie.value(node);
                    end = i;
                }
            }
            if (id < 0) {
                return -1;
            }
            found[count++] = id;
            found[count++] = end;
            start = end;
        }
        return count;
    }

    private static int characters(AlignedText piece) {
        int characters = 0;
        for (int i = 0; i < piece.length(); i++) {
            characters += Character.isLowSurrogate(piece.charAt(i)) ? 0 : 1;
        }
        return characters;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public String implementation() {
        return "wordpiece";
    }
}
