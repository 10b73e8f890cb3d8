package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Ids;
import java.util.function.Consumer;

/** What becomes of the text that a split matched. */
enum SplitBehavior {
    /** It is left out. */
    REMOVED,
    /** It is a piece of its own. */
    ISOLATED,
    /** It ends the piece before it, unless that is a match too. */
    MERGED_WITH_PREVIOUS,
    /** It starts the piece behind it, unless that is a match too. */
    MERGED_WITH_NEXT,
    /** Neighbouring matches are one piece. */
    CONTIGUOUS;

    static SplitBehavior of(PartJson json, SplitBehavior absent) throws TokenizerFormatException {
        String name = json.text("behavior");
        if (name == null) {
            return absent;
        }
        return switch (name) {
            case "Removed", "removed" -> REMOVED;
            case "Isolated", "isolated" -> ISOLATED;
            case "MergedWithPrevious", "merged_with_previous" -> MERGED_WITH_PREVIOUS;
            case "MergedWithNext", "merged_with_next" -> MERGED_WITH_NEXT;
            case "Contiguous", "contiguous" -> CONTIGUOUS;
            default -> throw json.wrong("behavior", name, "Removed, Isolated, MergedWithPrevious ...");
        };
    }

    /** Cuts {@code piece} at {@code matches}; {@code invert} makes matches of what lies between them. */
    void split(AlignedText piece, Ids matches, boolean invert, Consumer<AlignedText> out) {
        Ids spans = spans(matches, piece.length(), invert);
        switch (this) {
            case REMOVED, ISOLATED -> each(piece, spans, out);
            case CONTIGUOUS -> contiguous(piece, spans, out);
            case MERGED_WITH_PREVIOUS -> mergedWithPrevious(piece, spans, out);
            case MERGED_WITH_NEXT -> mergedWithNext(piece, spans, out);
        }
    }

    /** The whole text as spans: start, end, and 1 for a match. */
    private static Ids spans(Ids matches, int length, boolean invert) {
        Ids spans = new Ids(matches.size() * 3 + 3);
        int at = 0;
        for (int i = 0; i < matches.size(); i += 2) {
            if (at < matches.get(i)) {
                span(spans, at, matches.get(i), invert ? 1 : 0);
            }
            span(spans, matches.get(i), matches.get(i + 1), invert ? 0 : 1);
            at = matches.get(i + 1);
        }
        if (at < length) {
            span(spans, at, length, invert ? 1 : 0);
        }
        return spans;
    }

    private static void span(Ids spans, int start, int end, int match) {
        spans.add(start);
        spans.add(end);
        spans.add(match);
    }

    private void each(AlignedText piece, Ids spans, Consumer<AlignedText> out) {
        for (int i = 0; i < spans.size(); i += 3) {
            if (this == ISOLATED || spans.get(i + 2) == 0) {
                out.accept(piece.slice(spans.get(i), spans.get(i + 1)));
            }
        }
    }

    private static void contiguous(AlignedText piece, Ids spans, Consumer<AlignedText> out) {
        for (int i = 0; i < spans.size(); ) {
            int j = i + 3;
            while (j < spans.size() && spans.get(j + 2) == spans.get(i + 2)) {
                j += 3;
            }
            out.accept(piece.slice(spans.get(i), spans.get(j - 2)));
            i = j;
        }
    }

    private static void mergedWithPrevious(AlignedText piece, Ids spans, Consumer<AlignedText> out) {
        for (int i = 0; i < spans.size(); ) {
            boolean taken = spans.get(i + 2) == 0 && i + 3 < spans.size() && spans.get(i + 5) == 1;
            int last = taken ? i + 3 : i;
            out.accept(piece.slice(spans.get(i), spans.get(last + 1)));
            i = last + 3;
        }
    }

    private static void mergedWithNext(AlignedText piece, Ids spans, Consumer<AlignedText> out) {
        for (int i = 0; i < spans.size(); ) {
            boolean takes = spans.get(i + 2) == 1 && i + 3 < spans.size() && spans.get(i + 5) == 0;
            int last = takes ? i + 3 : i;
            out.accept(piece.slice(spans.get(i), spans.get(last + 1)));
            i = last + 3;
        }
    }
}
