package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A stream of pieces that say where a word ends. The space after a word comes with the next piece, if there is one. */
final class WordEndStream implements TextStream {
    private final IntFunction<@Nullable String> pieces;
    private final IntPredicate skipped;
    private final String suffix;
    private boolean wordEnded;

    WordEndStream(IntFunction<@Nullable String> pieces, IntPredicate skipped, String suffix) {
        this.pieces = pieces;
        this.skipped = skipped;
        this.suffix = suffix;
    }

    @Override
    public void push(int id, StringBuilder out) {
        String piece = skipped.test(id) ? null : pieces.apply(id);
        if (piece == null) {
            return;
        }
        if (wordEnded) {
            out.append(' ');
        }
        wordEnded = piece.endsWith(suffix);
        out.append(piece, 0, piece.length() - (wordEnded ? suffix.length() : 0));
    }

    @Override
    public void end(StringBuilder out) {}
}
