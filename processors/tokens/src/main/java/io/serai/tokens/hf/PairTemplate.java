package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the post-processors make of two texts: which tokens stand before, between and behind them, and the type ids.
 *
 * @param parts in order; each text once
 */
record PairTemplate(List<Part> parts) {
    private static final int FIRST = -1;
    private static final int SECOND = -2;
    static final PairTemplate PLAIN = new PairTemplate(List.of(new Part(FIRST, 0), new Part(SECOND, 1)));

    /**
     * A part of a pair.
     *
     * @param id     of a token; below 0 for one of the texts
     * @param typeId type of all its tokens
     */
    record Part(int id, int typeId) {}

    /** Reads a post-processor. One that makes nothing of two texts puts one behind the other. */
    static PairTemplate of(@Nullable PartJson json) throws TokenizerFormatException {
        if (json == null) {
            return PLAIN;
        }
        return switch (json.type()) {
            case "BertProcessing" -> bert(json);
            case "RobertaProcessing" -> roberta(json);
            case "TemplateProcessing" -> json.parts("pair").isEmpty() ? PLAIN : template(json);
            case "Sequence" -> last(json);
            default -> PLAIN;
        };
    }

    private static PairTemplate last(PartJson json) throws TokenizerFormatException {
        PairTemplate found = PLAIN;
        for (PartJson part : json.parts("processors")) {
            PairTemplate next = of(part);
            found = next.equals(PLAIN) ? found : next;
        }
        return found;
    }

    private static PairTemplate bert(PartJson json) throws TokenizerFormatException {
        int start = Frame.pairId(json, "cls")[0];
        int end = Frame.pairId(json, "sep")[0];
        return new PairTemplate(List.of(
                new Part(start, 0), new Part(FIRST, 0), new Part(end, 0), new Part(SECOND, 1), new Part(end, 1)));
    }

    private static PairTemplate roberta(PartJson json) throws TokenizerFormatException {
        int start = Frame.pairId(json, "cls")[0];
        int end = Frame.pairId(json, "sep")[0];
        return new PairTemplate(List.of(
                new Part(start, 0),
                new Part(FIRST, 0),
                new Part(end, 0),
                new Part(end, 0),
                new Part(SECOND, 0),
                new Part(end, 0)));
    }

    private static PairTemplate template(PartJson json) throws TokenizerFormatException {
        PartJson known = json.part("special_tokens");
        var parts = new ArrayList<Part>();
        for (PartJson piece : json.parts("pair")) {
            PartJson special = piece.part("SpecialToken");
            PartJson text = piece.part("Sequence");
            if (special != null) {
                var ids = new Ids(4);
                Frame.specialIds(piece, known, special.neededText("id"), ids);
                for (int i = 0; i < ids.size(); i++) {
                    parts.add(new Part(ids.get(i), special.number("type_id", 0)));
                }
            } else if (text != null) {
                parts.add(new Part(text.neededText("id").equals("A") ? FIRST : SECOND, text.number("type_id", 0)));
            } else {
                throw new UnsupportedPartException(piece.path(), "neither a token nor a text");
            }
        }
        return new PairTemplate(parts);
    }

    /** The pair of texts whose ids are {@code first} and {@code second}. */
    TokenPair fill(int[] first, int[] second, boolean addSpecialTokens) {
        var ids = new Ids(first.length + second.length + 4);
        var types = new Ids(first.length + second.length + 4);
        for (Part part : addSpecialTokens ? parts : PLAIN.parts) {
            int[] text = part.id == FIRST ? first : part.id == SECOND ? second : new int[] {part.id};
            ids.addAll(text, 0, text.length);
            for (int i = 0; i < text.length; i++) {
                types.add(part.typeId);
            }
        }
        return new TokenPair(ids.toArray(), types.toArray());
    }
}
