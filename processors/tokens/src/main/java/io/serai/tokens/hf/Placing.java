package io.serai.tokens.hf;

import io.serai.tokens.bpe.Ids;
import io.serai.tokens.bpe.Utf8;

/** From the lengths of tokens in bytes to their places in the original. */
final class Placing {
    private final AlignedText piece;
    private final int to;
    private int unit;
    private int unitByte;
    private int position;

    /** Places tokens of units {@code from} to {@code to} of {@code piece}. */
    Placing(AlignedText piece, int from, int to) {
        this.piece = piece;
        this.unit = from;
        this.to = to;
    }

    void place(Ids lengths, Ids starts, Ids ends) {
        for (int i = 0; i < lengths.size(); i++) {
            int length = lengths.get(i);
            seek(position);
            starts.add(piece.originalStart(unit));
            seek(position + length - 1);
            ends.add(piece.originalEnd(unit));
            position += length;
        }
    }

    /** Goes on to the unit that byte {@code wanted} of the UTF-8 belongs to. */
    private void seek(int wanted) {
        int width = Utf8.width(piece.charAt(unit));
        while (unit < to - 1 && unitByte + width <= wanted) {
            unitByte += width;
            unit++;
            width = Utf8.width(piece.charAt(unit));
        }
    }
}
