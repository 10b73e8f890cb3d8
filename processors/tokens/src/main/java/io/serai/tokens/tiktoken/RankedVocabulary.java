package io.serai.tokens.tiktoken;

import io.serai.tokens.bpe.Bpe;
import io.serai.tokens.bpe.BpeOptions;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.bpe.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids of byte strings and of special tokens, which have id spaces of their own beside each other. */
final class RankedVocabulary {
    private static final byte[] NOTHING = {};
    private static final BpeOptions WHOLE_WORDS_FIRST = new BpeOptions("", false, false, true, "", "");

    private final Vocabulary ordinary;
    private final Vocabulary special;
    private final byte[][] bytes;

    /**
     * @param tokens   byte strings by rank
     * @param firstId  id of rank 0
     * @param specials special tokens and their ids; two names may have one id
     */
    RankedVocabulary(byte[][] tokens, int firstId, Map<String, Integer> specials) {
        this.ordinary = ordinary(tokens, firstId);
        var named = Vocabulary.builder();
        specials.forEach(named::add);
        this.special = named.build();
        this.bytes = new byte[Math.max(ordinary.size(), special.size())][];
        java.util.Arrays.fill(bytes, NOTHING);
        System.arraycopy(tokens, 0, bytes, firstId, tokens.length);
        specials.forEach((name, id) -> bytes[id] = name.getBytes(StandardCharsets.UTF_8));
    }

    private static Vocabulary ordinary(byte[][] tokens, int firstId) {
        var spelled = Vocabulary.builder();
        char[] buffer = new char[64];
        for (int rank = 0; rank < tokens.length; rank++) {
            byte[] token = tokens[rank];
            buffer = buffer.length < token.length ? new char[token.length * 2] : buffer;
            for (int i = 0; i < token.length; i++) {
                buffer[i] = ByteAlphabet.character(token[i] & 0xFF);
            }
            spelled.add(buffer, 0, token.length, firstId + rank);
        }
        return spelled.build();
    }

    /** The encoder of words; a word that is a token is that token. */
    Bpe encoder() {
        return BpeTables.ofRanks(ordinary, WHOLE_WORDS_FIRST).overBytes();
    }

    Vocabulary special() {
        return special;
    }

    boolean special(int id) {
        return special.contains(id);
    }

    byte[] bytes(int id) {
        return id >= 0 && id < bytes.length ? bytes[id] : NOTHING;
    }

    @Nullable
    String token(int id) {
        String name = special.token(id);
        return name == null ? ordinary.token(id) : name;
    }

    int id(String token) {
        int id = special.id(token);
        return id < 0 ? ordinary.id(token) : id;
    }

    int size() {
        return bytes.length;
    }
}
