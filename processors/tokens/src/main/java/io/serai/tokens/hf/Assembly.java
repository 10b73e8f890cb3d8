package io.serai.tokens.hf;

import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.BpeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a pipeline together for files of other formats. For one tokenizer. */
public final class Assembly {
    private static final int[] NONE = {};

    private final TokenModel model;
    private final Normalizer normalizer;
    private final List<AddedToken> added = new ArrayList<>();
    private int[] before = NONE;
    private int[] after = NONE;

    /** A pipeline that gives all normalized text between added tokens to {@code model} at once. */
    public Assembly(TokenModel model, Normalizer normalizer) {
        this.model = model;
        this.normalizer = normalizer;
    }

    /** As {@link #Assembly(TokenModel, Normalizer)}, for byte-pair encoding over characters. */
    public Assembly(BpeTables tables, Normalizer normalizer) {
        this(new BpeModel(tables), normalizer);
    }

    /**
     * Adds a token that is looked for before the model.
     *
     * @param special    whether decoding may leave it out
     * @param normalized whether it is looked for in normalized text
     */
    public void add(int id, String content, boolean special, boolean normalized) {
        added.add(new AddedToken(id, content, special, false, false, false, normalized));
    }

    /** Says which ids go around a text. */
    public void frame(int[] before, int[] after) {
        this.before = before.clone();
        this.after = after.clone();
    }

    /** The tokenizer, whose decoder is as a {@code tokenizer.json} would describe it. */
    public Tokenizer tokenizer(Map<String, @Nullable Object> decoder) throws TokenizerFormatException {
        return new PipelineTokenizer(
                model,
                new AddedTokens(added, normalizer),
                normalizer,
                (piece, sink) -> model.tokenize(piece, sink),
                new Frame(before, after, false, false),
                PairTemplate.PLAIN,
                Parts.decoder(new PartJson("decoder", decoder)));
    }
}
