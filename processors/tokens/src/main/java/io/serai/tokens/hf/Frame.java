package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.Ids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the post-processors do to a single text: tokens before and behind it, places trimmed of white space.
 *
 * @param before           ids before the text
 * @param after            ids behind the text
 * @param trims            whether places leave out the white space of their tokens
 * @param keepsFirstSpace  whether a single space at the start of the text stays, for one that was put there
 */
record Frame(int[] before, int[] after, boolean trims, boolean keepsFirstSpace) {
    static final Frame NONE = new Frame(new int[0], new int[0], false, false);

    /** Reads a post-processor. */
    static Frame of(@Nullable PartJson json) throws TokenizerFormatException {
        if (json == null) {
            return NONE;
        }
        return switch (json.type()) {
            case "ByteLevel" -> trim(json, false);
            case "BertProcessing" -> around(json, "cls", "sep", NONE);
            case "RobertaProcessing" -> around(json, "cls", "sep", trim(json, true));
            case "TemplateProcessing" -> template(json);
            case "Sequence" -> sequence(json);
            default -> throw new UnsupportedPartException(json.path(), "post-processor " + json.type());
        };
    }

    private static Frame trim(PartJson json, boolean absent) throws TokenizerFormatException {
        boolean first = json.flag("add_prefix_space", true);
        return new Frame(new int[0], new int[0], json.flag("trim_offsets", absent), first);
    }

    private static Frame around(PartJson json, String before, String after, Frame trim)
            throws TokenizerFormatException {
        return new Frame(pairId(json, before), pairId(json, after), trim.trims, trim.keepsFirstSpace);
    }

    /** The id of {@code ["[SEP]", 102]}. */
    static int[] pairId(PartJson json, String name) throws TokenizerFormatException {
        Object value = json.fields().get(name);
        if (value instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Long id) {
            return new int[] {id.intValue()};
        }
        throw json.wrong(name, value, "a token and its id");
    }

    private static Frame template(PartJson json) throws TokenizerFormatException {
        PartJson known = json.part("special_tokens");
        Ids before = new Ids(4);
        Ids after = new Ids(4);
        boolean seen = false;
        for (PartJson piece : json.parts("single")) {
            PartJson special = piece.part("SpecialToken");
            if (special != null) {
                specialIds(piece, known, special.neededText("id"), seen ? after : before);
            } else if (seen) {
                throw new UnsupportedPartException(piece.path(), "the text twice");
            } else {
                seen = true;
            }
        }
        if (!seen) {
            throw new UnsupportedPartException(json.path() + ".single", "no text");
        }
        return new Frame(before.toArray(), after.toArray(), false, false);
    }

    static void specialIds(PartJson piece, @Nullable PartJson known, String name, Ids ids)
            throws TokenizerFormatException {
        Object token = known == null ? null : known.fields().get(name);
        if (known != null && token instanceof Map<?, ?> fields && fields.get("ids") instanceof List<?> list) {
            for (Object id : list) {
                if (!(id instanceof Long number) || number < 0 || number >= ModelReader.MAX_IDS) {
                    throw known.wrong(name + ".ids", list, "a list of ids");
                }
                ids.add(number.intValue());
            }
            return;
        }
        throw new TokenizerFormatException(piece.path() + " names " + name + ", which special_tokens does not have");
    }

    private static Frame sequence(PartJson json) throws TokenizerFormatException {
        Frame whole = NONE;
        for (PartJson part : json.parts("processors")) {
            Frame next = of(part);
            whole = new Frame(
                    joined(next.before, whole.before),
                    joined(whole.after, next.after),
                    whole.trims || next.trims,
                    next.trims ? next.keepsFirstSpace : whole.keepsFirstSpace);
        }
        return whole;
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
