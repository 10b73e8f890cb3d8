package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.Arrays;

/**
 * Token ids into text up to the first stop; for one stream and one thread. Tokens behind the stop are ignored.
 */
public final class StoppingStream implements TextStream {
    private final TextStream text;
    private final StopMatcher matcher;
    private final int[] stopTokens;
    private final boolean includeStop;
    private final int minTokens;
    private final StringBuilder piece = new StringBuilder();
    private Finish finish = new Finish.Open();
    private int tokens;

    /** @param text a fresh stream of the model's tokenizer */
    public StoppingStream(TextStream text, StopConditions stops) {
        this.text = text;
        matcher = new StopMatcher(stops.strings(), stops.includeStop());
        stopTokens =
                stops.tokens().stream().mapToInt(Integer::intValue).sorted().toArray();
        includeStop = stops.includeStop();
        minTokens = stops.minTokens();
    }

    /** Takes a token; appends the text that is certain now. Ask {@link #open} whether to go on. */
    @Override
    public void push(int id, StringBuilder out) {
        if (!open()) {
            return;
        }
        tokens++;
        if (tokens <= minTokens) {
            text.push(id, out);
        } else if (stopTokens.length > 0 && Arrays.binarySearch(stopTokens, id) >= 0) {
            stopAt(id, out);
        } else {
            text.push(id, piece);
            match(out);
        }
    }

    /** No more tokens: appends what was held back. */
    @Override
    public void end(StringBuilder out) {
        if (!open()) {
            return;
        }
        flush(out);
        if (open()) {
            finish = new Finish.Exhausted();
        }
    }

    /** Whether no stop has come and {@link #end} was not called. */
    public boolean open() {
        return finish instanceof Finish.Open;
    }

    /** What ended the stream. */
    public Finish finish() {
        return finish;
    }

    /** Number of tokens taken, the stop token or the last of a stop string included. */
    public int tokens() {
        return tokens;
    }

    /** The token counts as the stop even if its text completes a stop string. */
    private void stopAt(int id, StringBuilder out) {
        if (includeStop) {
            text.push(id, piece);
        }
        flush(out);
        finish = new Finish.StopToken(id);
    }

    private void flush(StringBuilder out) {
        text.end(piece);
        match(out);
        matcher.end(out);
    }

    private void match(StringBuilder out) {
        matcher.push(piece, out);
        piece.setLength(0);
        String stop = matcher.matched();
        if (stop != null) {
            finish = new Finish.StopString(stop);
        }
    }
}
