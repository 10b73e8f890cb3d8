package io.serai.tokens.hf;

import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.bpe.CharClass;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer of a {@code tokenizer.json}: added tokens are found, what lies between is normalized, cut and encoded,
 * the whole is framed.
 */
public final class PipelineTokenizer implements Tokenizer {
    /** Boundaries are near each other as a rule: to copy all the rest of a text for each would take too long. */
    private static final int WINDOW = 1 << 10;

    private static final char SPELLED_SPACE = ByteAlphabet.character(' ');

    private final TokenModel model;
    private final AddedTokens added;
    private final Normalizer normalizer;
    private final PieceEncoder encoder;
    private final Frame frame;
    private final PairTemplate pairs;
    private final Decoding decoding;
    private final int size;

    PipelineTokenizer(
            TokenModel model,
            AddedTokens added,
            Normalizer normalizer,
            PieceEncoder encoder,
            Frame frame,
            PairTemplate pairs,
            @Nullable TokenDecoder decoder) {
        this.model = model;
        this.added = added;
        this.normalizer = normalizer;
        this.encoder = encoder;
        this.frame = frame;
        this.pairs = pairs;
        this.size = Math.max(model.size(), added.size());
        this.decoding = new Decoding(this, decoder);
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        var sink = new TokenSink(false, expected(text.length()));
        tokens(text, 0, text.length(), addSpecialTokens, sink);
        return sink.ids();
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        var sink = new TokenSink(true, expected(text.length()));
        tokens(text, 0, text.length(), addSpecialTokens, sink);
        return sink.encoding();
    }

    /**
     * Ids of two texts as one input.
     *
     * @param addSpecialTokens whether to add what the tokenizer puts around and between them
     */
    public TokenPair encodePair(String first, String second, boolean addSpecialTokens) {
        return pairs.fill(encode(first, false), encode(second, false), addSpecialTokens);
    }

    @Override
    public int[] encodeBetween(String text, int from, int to) {
        var sink = new TokenSink(false, expected(to - from));
        tokens(text, from, to, false, sink);
        return sink.ids();
    }

    /**
     * {@inheritDoc}
     *
     * @param from 0 or a boundary: from the middle of an added token another one may seem to start
     */
    @Override
    public int nextBoundary(String text, int from) {
        int at = from;
        int window = Math.max(WINDOW, 2 * added.longest());
        while (true) {
            int to = (int) Math.min(text.length(), (long) at + window);
            var source = Source.of(text, at, to);
            int end = added.raw().nextEnd(source.chars(), source.from(), source.to(), source.low());
            int boundary = end + source.shift();
            if (to == text.length() || (end >= 0 && boundary <= to - added.longest())) {
                return end < 0 ? -1 : boundary;
            }
            if (end < 0) {
                at = to - added.longest();
            } else {
                // A longer token, or more white space for it to take, may stand across the end of the window.
                window *= 2;
            }
        }
    }

    private static int expected(int units) {
        return units / 3 + 16;
    }

    private void tokens(String text, int from, int to, boolean addSpecialTokens, TokenSink sink) {
        if (addSpecialTokens) {
            frame(frame.before(), sink);
        }
        int first = sink.size();
        var source = Source.of(text, from, to);
        var piece = AlignedText.of(source.chars(), source.from(), source.to(), source.shift());
        AddedTokens.Search search = added.raw();
        search.each(source.chars(), source.from(), source.to(), source.low(), source.high(), new Raw(piece, sink));
        if (frame.trims() && sink.offsets()) {
            trim(text, sink, first);
        }
        if (addSpecialTokens) {
            frame(frame.after(), sink);
        }
    }

    private static void frame(int[] ids, TokenSink sink) {
        for (int id : ids) {
            sink.add(id, 0, 0);
        }
    }

    /** What is done between the added tokens of the first search. */
    private final class Raw implements AddedTokens.Search.Found {
        private final AlignedText whole;
        private final TokenSink sink;

        Raw(AlignedText whole, TokenSink sink) {
            this.whole = whole;
            this.sink = sink;
        }

        @Override
        public void text(int from, int to) {
            AlignedText piece = normalizer.normalize(whole.slice(from - whole.from(), to - whole.from()));
            if (piece.isEmpty()) {
                return;
            }
            AddedTokens.Search search = added.normalized();
            if (search.isEmpty()) {
                encoder.encode(piece, sink);
            } else {
                search.each(
                        piece.chars(), piece.from(), piece.to(), piece.from(), piece.to(), new Normalized(piece, sink));
            }
        }

        @Override
        public void token(AddedToken token, int from, int to) {
            sink.add(token.id(), whole, from - whole.from(), to - whole.from());
        }
    }

    /** What is done between the added tokens of the second search. */
    private final class Normalized implements AddedTokens.Search.Found {
        private final AlignedText whole;
        private final TokenSink sink;

        Normalized(AlignedText whole, TokenSink sink) {
            this.whole = whole;
            this.sink = sink;
        }

        @Override
        public void text(int from, int to) {
            encoder.encode(whole.slice(from - whole.from(), to - whole.from()), sink);
        }

        @Override
        public void token(AddedToken token, int from, int to) {
            sink.add(token.id(), whole, from - whole.from(), to - whole.from());
        }
    }

    /** Takes the white space of each token out of its place. */
    private void trim(String text, TokenSink sink, int first) {
        for (int i = first; i < sink.size(); i++) {
            int start = sink.start(i);
            int end = sink.end(i);
            // an added token has taken white space of the text, which is not in its spelling
            boolean found = added.of(sink.id(i)) != null;
            String token = found ? text.substring(start, end) : model.token(sink.id(i));
            int leading = token == null ? 0 : leading(token);
            int trailing = token == null ? 0 : trailing(token);
            if (leading > 0) {
                boolean put = frame.keepsFirstSpace() && leading == 1 && (i == first || start == 0);
                start = put ? start : moved(text, start, end, leading);
            }
            if (trailing > 0 && end >= trailing) {
                end = movedBack(text, start, end, trailing);
            }
            sink.move(i, start, end);
        }
    }

    /** {@code start} moved on by so many characters, at most to {@code end}. */
    private static int moved(String text, int start, int end, int characters) {
        int at = start;
        for (int i = 0; i < characters && at < end; i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return Math.min(at, end);
    }

    private static int movedBack(String text, int start, int end, int characters) {
        int at = end;
        for (int i = 0; i < characters && at > start; i++) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return Math.max(at, start);
    }

    private static int leading(String token) {
        int count = 0;
        while (count < token.length() && space(token.charAt(count))) {
            count++;
        }
        return count;
    }

    private static int trailing(String token) {
        int count = 0;
        while (count < token.length() && space(token.charAt(token.length() - 1 - count))) {
            count++;
        }
        return count;
    }

    private static boolean space(char unit) {
        return unit == SPELLED_SPACE || CharClass.whiteSpace(unit);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        return decoding.decode(ids, skipSpecialTokens);
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        return decoding.stream(skipSpecialTokens);
    }

    @Override
    public byte[] bytes(int id) {
        return decoding.bytes(id).clone();
    }

    @Override
    public @Nullable String token(int id) {
        String spelling = added.spelling(id);
        return spelling != null ? spelling : model.token(id);
    }

    @Override
    public int id(String token) {
        AddedToken known = added.of(token);
        return known != null ? known.id() : model.id(token);
    }

    @Override
    public boolean special(int id) {
        AddedToken token = added.of(id);
        return token != null && token.special();
    }

    @Override
    public int vocabularySize() {
        return size;
    }

    @Override
    public String implementation() {
        return model.implementation();
    }
}
