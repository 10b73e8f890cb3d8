package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.CharClass;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the JSON of a part to the part. Those of the WordPiece and Unigram families are {@link WordParts}'. */
final class Parts {
    private Parts() {}

    static Normalizer normalizer(@Nullable PartJson json) throws TokenizerFormatException {
        if (json == null) {
            return new Normalizers.Identity();
        }
        return switch (json.type()) {
            case "Sequence" -> normalizers(json.parts("normalizers"));
            case "NFC" -> UnicodeForm.of(Form.NFC);
            case "NFD" -> UnicodeForm.of(Form.NFD);
            case "NFKC" -> UnicodeForm.of(Form.NFKC);
            case "NFKD" -> UnicodeForm.of(Form.NFKD);
            case "Replace" -> replace(json);
            case "Prepend" -> new Normalizers.Prepend(json.neededText("prepend"));
            case "Lowercase" -> new Normalizers.Lowercase();
            case "Strip" -> new Normalizers.Strip(json.flag("strip_left", true), json.flag("strip_right", true));
            case "StripAccents" -> new Normalizers.Drop(Kinds::mark);
            case "ByteLevel" -> new Normalizers.ByteLevel();
            default -> known(WordParts.normalizer(json), json, "normalizer");
        };
    }

    private static Normalizer normalizers(List<PartJson> parts) throws TokenizerFormatException {
        var steps = new ArrayList<Normalizer>();
        for (PartJson part : parts) {
            steps.add(normalizer(part));
        }
        return switch (steps.size()) {
            case 0 -> new Normalizers.Identity();
            case 1 -> steps.get(0);
            default -> new Normalizers.Sequence(List.copyOf(steps));
        };
    }

    private static Normalizer replace(PartJson json) throws TokenizerFormatException {
        String content = json.neededText("content");
        String literal = SplitPattern.literal(json, "pattern");
        if (literal != null && literal.length() == 1 && content.length() == 1) {
            return new Normalizers.ReplaceUnit(literal.charAt(0), content.charAt(0));
        }
        return new Normalizers.Replace(SplitPattern.of(json, "pattern"), content);
    }

    static PreTokenizer preTokenizer(@Nullable PartJson json) throws TokenizerFormatException {
        if (json == null) {
            return new Splits.Whole();
        }
        return switch (json.type()) {
            case "Sequence" -> preTokenizers(json.parts("pretokenizers"));
            case "ByteLevel" -> new Splits.ByteLevel(json.flag("add_prefix_space", true), json.flag("use_regex", true));
            case "Split" ->
                new Splits.Pattern(
                        SplitPattern.of(json, "pattern"),
                        SplitBehavior.of(json, SplitBehavior.ISOLATED),
                        json.flag("invert", false));
            case "Digits" ->
                new Splits.Pattern(
                        SplitPattern.characters(Kinds::numeric),
                        json.flag("individual_digits", false) ? SplitBehavior.ISOLATED : SplitBehavior.CONTIGUOUS,
                        false);
            case "Punctuation" ->
                new Splits.Pattern(
                        SplitPattern.characters(Kinds::punctuation),
                        SplitBehavior.of(json, SplitBehavior.ISOLATED),
                        false);
            case "Whitespace" ->
                new Splits.Pattern(SplitPattern.regex(json.path(), "\\w+|[^\\w\\s]+"), SplitBehavior.REMOVED, true);
            case "WhitespaceSplit" ->
                new Splits.Pattern(SplitPattern.characters(CharClass::whiteSpace), SplitBehavior.REMOVED, false);
            case "CharDelimiterSplit" ->
                new Splits.Pattern(SplitPattern.literal(json.neededText("delimiter")), SplitBehavior.REMOVED, false);
            case "Metaspace" -> metaspace(json);
            default -> known(WordParts.preTokenizer(json), json, "pre-tokenizer");
        };
    }

    private static PreTokenizer preTokenizers(List<PartJson> parts) throws TokenizerFormatException {
        var steps = new ArrayList<PreTokenizer>();
        for (PartJson part : parts) {
            steps.add(preTokenizer(part));
        }
        return steps.size() == 1 ? steps.get(0) : new Splits.Sequence(List.copyOf(steps));
    }

    private static Splits.Metaspace metaspace(PartJson json) throws TokenizerFormatException {
        return new Splits.Metaspace(replacement(json), scheme(json), json.flag("split", true));
    }

    private static String replacement(PartJson json) throws TokenizerFormatException {
        String replacement = json.text("replacement");
        return replacement == null ? "\u2581" : replacement;
    }

    private static Splits.Metaspace.Prepend scheme(PartJson json) throws TokenizerFormatException {
        String scheme = json.text("prepend_scheme");
        if (scheme == null) {
            boolean add = json.flag("add_prefix_space", true);
            return add ? Splits.Metaspace.Prepend.ALWAYS : Splits.Metaspace.Prepend.NEVER;
        }
        return switch (scheme) {
            case "always" -> Splits.Metaspace.Prepend.ALWAYS;
            case "first" -> Splits.Metaspace.Prepend.FIRST;
            case "never" -> Splits.Metaspace.Prepend.NEVER;
            default -> throw json.wrong("prepend_scheme", scheme, "always, first or never");
        };
    }

    static @Nullable TokenDecoder decoder(@Nullable PartJson json) throws TokenizerFormatException {
        if (json == null) {
            return null;
        }
        return switch (json.type()) {
            case "Sequence" -> decoders(json.parts("decoders"));
            case "ByteLevel" -> new Decoders.ByteLevel();
            case "ByteFallback" -> new Decoders.ByteFallback();
            case "Fuse" -> new Decoders.Fuse();
            case "Replace" -> new Decoders.Replace(SplitPattern.of(json, "pattern"), json.neededText("content"));
            case "Strip" -> new Decoders.Strip(character(json), json.number("start", 0), json.number("stop", 0));
            case "Metaspace" ->
                new Decoders.Metaspace(replacement(json), scheme(json) != Splits.Metaspace.Prepend.NEVER);
            case "BPEDecoder" -> new Decoders.Suffix(json.neededText("suffix"));
            default -> known(WordParts.decoder(json), json, "decoder");
        };
    }

    private static char character(PartJson json) throws TokenizerFormatException {
        String content = json.neededText("content");
        if (content.isEmpty()) {
            throw json.wrong("content", content, "a character");
        }
        return content.charAt(0);
    }

    private static TokenDecoder decoders(List<PartJson> parts) throws TokenizerFormatException {
        var steps = new ArrayList<TokenDecoder>();
        for (PartJson part : parts) {
            TokenDecoder step = decoder(part);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps.size() == 1 ? steps.get(0) : new Decoders.Sequence(List.copyOf(steps));
    }

    private static <T> T known(@Nullable T part, PartJson json, String kind) throws UnsupportedPartException {
        if (part == null) {
            throw new UnsupportedPartException(json.path(), kind + " \"" + json.type() + "\"");
        }
        return part;
    }
}
