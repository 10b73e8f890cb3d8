package io.serai.tokens.cache;

import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Characters as ids, with what makes caching hard: two equal letters are one token, so that a wrong cut shows; the start
 * of a text has a token of its own; {@code <mask>} takes the spaces after it; {@code <a>!} is longer than {@code <a>}.
 */
final class MarkedTokenizer implements Tokenizer {
    static final int START = 0x20000;
    private static final int PAIR = 0x10000;
    private static final int MARKER = 0x30000;
    private static final int BOS = 0x40000;
    private static final List<String> MARKERS = List.of("<a>!", "<a>", "<b>", "<mask>");

    /** How many characters have been encoded. */
    final AtomicLong encodedChars = new AtomicLong();

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        int[] ids = encodeBetween(text, 0, text.length());
        return addSpecialTokens
                ? IntStream.concat(IntStream.of(BOS), IntStream.of(ids)).toArray()
                : ids;
    }

    @Override
    public int[] encodeBetween(String text, int from, int to) {
        encodedChars.addAndGet(to - from);
        IntStream.Builder ids = IntStream.builder();
        if (from == 0) {
            ids.add(START);
        }
        int at = from;
        while (at < to) {
            at = encodeOne(text, at, to, ids);
        }
        return ids.build().toArray();
    }

    private static int encodeOne(String text, int at, int to, IntStream.Builder ids) {
        int marker = marker(text, at);
        if (marker >= 0) {
            ids.add(MARKER + marker);
            return end(text, at, marker);
        }
        char c = text.charAt(at);
        boolean pair = at + 1 < to && text.charAt(at + 1) == c;
        ids.add(pair ? PAIR + c : c);
        return at + (pair ? 2 : 1);
    }

    @Override
    public int nextBoundary(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            int marker = marker(text, at);
            if (marker >= 0) {
                return end(text, at, marker);
            }
        }
        return -1;
    }

    private static int marker(String text, int at) {
        for (int i = 0; i < MARKERS.size(); i++) {
            if (text.startsWith(MARKERS.get(i), at)) {
                return i;
            }
        }
        return -1;
    }

    private static int end(String text, int at, int marker) {
        int end = at + MARKERS.get(marker).length();
        while (MARKERS.get(marker).equals("<mask>") && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        int[] ids = encode(text, addSpecialTokens);
        return new Encoding(ids, new int[ids.length], new int[ids.length]);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        return ids.length + " ids" + (skipSpecialTokens ? ", skipping" : "");
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        return new TextStream() {
            @Override
            public void push(int id, StringBuilder out) {
                out.append(id);
            }

            @Override
            public void end(StringBuilder out) {}
        };
    }

    @Override
    public byte[] bytes(int id) {
        return Integer.toString(id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String token(int id) {
        return id < 0 ? null : Integer.toString(id);
    }

    @Override
    public int id(String token) {
        return token.length();
    }

    @Override
    public boolean special(int id) {
        return id >= MARKER;
    }

    @Override
    public int vocabularySize() {
        return BOS + 1;
    }

    @Override
    public String implementation() {
        return "marked";
    }
}
