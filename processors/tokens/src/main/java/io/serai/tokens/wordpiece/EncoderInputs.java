package io.serai.tokens.wordpiece;

import io.serai.core.Tokenizer;
import java.util.Arrays;

/**
 * Cuts and pads single texts for an encoder, as {@code truncation} and {@code padding} of a tokenizer file ask.
 * What the tokenizer puts around a text (such as {@code [CLS]} and {@code [SEP]}) counts and is never cut off.
 */
public final class EncoderInputs {
    private final Tokenizer tokenizer;
    private final Shape shape;
    private final int before;
    private final int around;

    public EncoderInputs(Tokenizer tokenizer, Shape shape) {
        this.tokenizer = tokenizer;
        this.shape = shape;
        int[] bare = tokenizer.encode("a", false);
        int[] dressed = tokenizer.encode("a", true);
        this.around = dressed.length - bare.length;
        this.before = before(dressed, bare);
        if (around > shape.maxLength()) {
            throw new IllegalArgumentException("maxLength is " + shape.maxLength() + ", but the tokenizer adds "
                    + around + " tokens to any text; set it higher");
        }
    }

    private static int before(int[] dressed, int[] bare) {
        int at = 0;
        while (!Arrays.equals(dressed, at, at + bare.length, bare, 0, bare.length)) {
            at++;
        }
        return at;
    }

    /** The row for {@code text}: the text's first tokens where there are too many. */
    public EncoderInput of(String text) {
        int[] all = tokenizer.encode(text, true);
        int length = Math.min(all.length, shape.maxLength());
        int[] ids = new int[Math.max(length, shape.paddedLength())];
        int head = length - (around - before);
        System.arraycopy(all, 0, ids, 0, head);
        System.arraycopy(all, all.length - (around - before), ids, head, length - head);
        Arrays.fill(ids, length, ids.length, shape.padId());
        int[] attention = new int[ids.length];
        Arrays.fill(attention, 0, length, 1);
        return new EncoderInput(ids, attention);
    }

    /**
     * Lengths of rows.
     *
     * @param maxLength    tokens at most, those around the text included
     * @param paddedLength tokens at least; 0 for no padding
     * @param padId        id of the padding token
     */
    public record Shape(int maxLength, int paddedLength, int padId) {
        public Shape {
            if (maxLength < 1 || paddedLength < 0) {
                throw new IllegalArgumentException(
                        "maxLength is " + maxLength + ", paddedLength " + paddedLength + "; set at least 1 and 0");
            }
        }
    }
}
