package io.serai.tokens.tiktoken;

import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import io.serai.tokens.bpe.Bpe;
import io.serai.tokens.bpe.Ids;
import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.stream.Detokenizer;
import io.serai.tokens.stream.TextStreams;
import io.serai.tokens.unigram.CharTrie;
import org.jspecify.annotations.Nullable;

/** A tokenizer of ranked byte strings. A lone surrogate is read as U+FFFD. */
final class TiktokenTokenizer implements Tokenizer {
    private static final char REPLACEMENT = '\uFFFD';

    private final RankedVocabulary vocabulary;
    private final WordScanner scanner;
    private final Bpe bpe;
    private final Detokenizer detokenizer;
    private final @Nullable CharTrie spelledOut;
    private final Rules rules;

    TiktokenTokenizer(RankedVocabulary vocabulary, WordScanner scanner, Rules rules) {
        this.vocabulary = vocabulary;
        this.scanner = scanner;
        this.bpe = vocabulary.encoder();
        this.detokenizer = TextStreams.byteLevel(vocabulary::bytes, vocabulary::special);
        this.spelledOut = rules.specialInText ? CharTrie.of(vocabulary.special()) : null;
        this.rules = rules;
    }

    /**
     * What differs between files.
     *
     * @param specialInText   whether a special token that is spelled out in a text is that token
     * @param specialEndsText whether a character cannot go on behind a special token, even one that is skipped
     * @param before          ids that {@code addSpecialTokens} puts before a text
     * @param after           ids that it puts behind
     */
    record Rules(boolean specialInText, boolean specialEndsText, int[] before, int[] after) {
        private static final int[] NONE = {};

        /** OpenAI's and Kimi's: nothing is put around a text. */
        static final Rules PLAIN = new Rules(true, false, NONE, NONE);
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        var ids = new Ids(text.length() / 3 + 8);
        encode(text, addSpecialTokens, ids, null);
        return ids.toArray();
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        var ids = new Ids(text.length() / 3 + 8);
        var places = new Places(text.length() / 3 + 8);
        encode(text, addSpecialTokens, ids, places);
        return places.encoding(ids);
    }

    private void encode(String text, boolean addSpecialTokens, Ids ids, @Nullable Places places) {
        if (addSpecialTokens) {
            around(rules.before, ids, places);
        }
        char[] chars = wellFormed(text);
        var work = new Bpe.Work();
        for (int at = 0; at < chars.length; ) {
            int end = nextSpecial(text, at);
            words(chars, at, end, ids, places, work);
            at = end;
            if (at < chars.length) {
                long match = specialAt(text, at);
                ids.add((int) match);
                end = (int) (match >>> 32);
                if (places != null) {
                    places.add(at, end);
                }
                at = end;
            }
        }
        if (addSpecialTokens) {
            around(rules.after, ids, places);
        }
    }

    private static void around(int[] added, Ids ids, @Nullable Places places) {
        ids.addAll(added, 0, added.length);
        for (int i = 0; places != null && i < added.length; i++) {
            places.add(0, 0);
        }
    }

    private void words(char[] text, int from, int to, Ids ids, @Nullable Places places, Bpe.Work work) {
        for (int at = from; at < to; ) {
            int end = scanner.next(text, at, to);
            if (places == null) {
                bpe.encode(text, at, end, ids, work);
            } else {
                bpe.encode(text, at, end, ids, places.lengths(), work);
                places.word(text, at);
            }
            at = end;
        }
    }

    /** Where the next special token from {@code from} on begins, or the end of {@code text}. */
    private int nextSpecial(String text, int from) {
        int at = from;
        while (at < text.length() && specialAt(text, at) < 0) {
            at++;
        }
        return at;
    }

    /** Id of the longest special token at {@code at}, its end in the upper 32 bits; -1 without one. */
    private long specialAt(String text, int at) {
        if (spelledOut == null) {
            return -1;
        }
        long found = -1;
        int node = CharTrie.ROOT;
        for (int i = at; i < text.length(); ) {
            node = spelledOut.child(node, text.charAt(i++));
            if (node < 0) {
                break;
            }
            if (spelledOut.value(node) >= 0) {
                found = (long) i << 32 | spelledOut.value(node);
            }
        }
        return found;
    }

    private static char[] wellFormed(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (Character.isSurrogate(chars[i])) {
                if (i + 1 < chars.length && Character.isSurrogatePair(chars[i], chars[i + 1])) {
                    i++;
                } else {
                    chars[i] = REPLACEMENT;
                }
            }
        }
        return chars;
    }

    @Override
    public int nextBoundary(String text, int from) {
        int start = nextSpecial(text, from);
        return start < text.length() ? (int) (specialAt(text, start) >>> 32) : -1;
    }

    @Override
    public int[] encodeBetween(String text, int from, int to) {
        return encode(text.substring(from, to), false);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        var out = new StringBuilder(ids.length * 4);
        TextStream stream = stream(skipSpecialTokens);
        for (int id : ids) {
            stream.push(id, out);
        }
        stream.end(out);
        return out.toString();
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        TextStream stream = detokenizer.stream(skipSpecialTokens);
        return skipSpecialTokens && rules.specialEndsText ? new EndingStream(stream, vocabulary) : stream;
    }

    @Override
    public byte[] bytes(int id) {
        return vocabulary.bytes(id).clone();
    }

    @Override
    public @Nullable String token(int id) {
        return vocabulary.token(id);
    }

    @Override
    public int id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public boolean special(int id) {
        return vocabulary.special(id);
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public String implementation() {
        return "tiktoken";
    }

    /** A stream in which the character that a special token interrupts is lost, although the token itself is skipped. */
    private record EndingStream(TextStream stream, RankedVocabulary vocabulary) implements TextStream {
        @Override
        public void push(int id, StringBuilder out) {
            if (vocabulary.special(id)) {
                stream.end(out);
            } else {
                stream.push(id, out);
            }
        }

        @Override
        public void end(StringBuilder out) {
            stream.end(out);
        }
    }
}
