package io.serai.tokens.djl;

import io.serai.core.TextStream;
import io.serai.tokens.bpe.Ids;
import java.util.function.Function;

/**
 * A stream over a decoder that only knows whole texts: decodes the tokens whose text is not certain yet together with
 * those just before them, and gives what that adds. Text that ends in U+FFFD may be a character that is not complete.
 */
final class WindowStream implements TextStream {
    private static final String INCOMPLETE = "\uFFFD";

    private final Function<int[], String> decoder;
    private final Ids window = new Ids(16);
    private int read;
    private String before = "";

    WindowStream(Function<int[], String> decoder) {
        this.decoder = decoder;
    }

    @Override
    public void push(int id, StringBuilder out) {
        window.add(id);
        String text = decoder.apply(window.toArray());
        if (text.length() > before.length() && !text.endsWith(INCOMPLETE)) {
            out.append(text, commonStart(text), text.length());
            advance();
        }
    }

    @Override
    public void end(StringBuilder out) {
        String text = decoder.apply(window.toArray());
        if (text.length() > before.length()) {
            out.append(text, commonStart(text), text.length());
        }
        window.clear();
        read = 0;
        before = "";
    }

    /** A decoder may take back what it said; what was given out stays, so only what is longer counts. */
    private int commonStart(String text) {
        return text.startsWith(before) ? before.length() : Math.min(before.length(), text.length());
    }

    /** The tokens of the last piece are kept, for a decoder may treat the first token of a text differently. */
    private void advance() {
        int[] all = window.toArray();
        window.clear();
        window.addAll(all, read, all.length - read);
        read = window.size();
        before = decoder.apply(window.toArray());
    }
}
