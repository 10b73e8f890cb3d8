package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A stream of WordPiece tokens. Nothing is held back: what a token gives depends on those before it alone. */
final class WordPieceStream implements TextStream {
    private final IntFunction<@Nullable String> pieces;
    private final IntPredicate skipped;
    private final String continuation;
    private final boolean cleanup;
    private boolean started;

    WordPieceStream(IntFunction<@Nullable String> pieces, IntPredicate skipped, String continuation, boolean cleanup) {
        this.pieces = pieces;
        this.skipped = skipped;
        this.continuation = continuation;
        this.cleanup = cleanup;
    }

    @Override
    public void push(int id, StringBuilder out) {
        String piece = skipped.test(id) ? null : pieces.apply(id);
        if (piece == null) {
            return;
        }
        boolean first = !started;
        started = true;
        boolean continues = !first && !continuation.isEmpty() && piece.startsWith(continuation);
        if (cleanup && piece.indexOf(' ') >= 0) {
            String text = first ? piece : continues ? piece.substring(continuation.length()) : " " + piece;
            out.append(English.clean(text));
        } else if (continues) {
            out.append(piece, continuation.length(), piece.length());
        } else {
            if (!first && !(cleanup && English.losesSpace(piece))) {
                out.append(' ');
            }
            out.append(piece);
        }
    }

    @Override
    public void end(StringBuilder out) {}
}
