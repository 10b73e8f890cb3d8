package io.serai.tokens.wordpiece;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.Normalizer;
import io.serai.tokens.hf.PartJson;

/**
 * The normalizer {@code BertNormalizer}.
 *
 * @param cleanText    take out controls, make each white space a space
 * @param isolateHan   a space before and behind each Chinese character
 * @param stripAccents decompose and take out marks
 * @param lowercase    lower case, character by character
 */
public record BertNormalizer(boolean cleanText, boolean isolateHan, boolean stripAccents, boolean lowercase)
        implements Normalizer {

    /** From the object in a tokenizer file. */
    public static BertNormalizer of(PartJson json) throws TokenizerFormatException {
        boolean lowercase = json.flag("lowercase", true);
        return new BertNormalizer(
                json.flag("clean_text", true),
                json.flag("handle_chinese_chars", true),
                json.flag("strip_accents", lowercase),
                lowercase);
    }

    @Override
    public AlignedText normalize(AlignedText text) {
        int same = unchangedUpTo(text);
        if (same == text.length()) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        edit.copy(0, same);
        for (int i = same; i < text.length(); ) {
            int c = text.codePointAt(i);
            normalize(c, i, edit);
            i += Character.charCount(c);
        }
        return edit.done();
    }

    /** Length of the start of {@code text} that is ASCII which nothing happens to. */
    private int unchangedUpTo(AlignedText text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c >= 0x7F || c < ' ' || (lowercase && c >= 'A' && c <= 'Z')) {
                break;
            }
            i++;
        }
        return i;
    }

    private void normalize(int c, int at, AlignedText.Edit edit) {
        if (cleanText && BertUnicode.removed(c)) {
            return;
        }
        if (cleanText && BertUnicode.space(c)) {
            edit.put(' ', at);
        } else if (isolateHan && BertUnicode.ideograph(c)) {
            edit.put(' ', at);
            withoutAccents(c, at, edit);
            edit.put(' ', at);
        } else {
            withoutAccents(c, at, edit);
        }
    }

    private void withoutAccents(int c, int at, AlignedText.Edit edit) {
        if (!stripAccents) {
            lower(c, at, edit);
            return;
        }
        String parts = BertUnicode.decomposes(c) ? Decompositions.of(c) : null;
        if (parts == null) {
            if (!BertUnicode.mark(c)) {
                lower(c, at, edit);
            }
            return;
        }
        for (int i = 0; i < parts.length(); ) {
            int part = parts.codePointAt(i);
            if (!BertUnicode.mark(part)) {
                lower(part, at, edit);
            }
            i += Character.charCount(part);
        }
    }

    private void lower(int c, int at, AlignedText.Edit edit) {
        if (!lowercase) {
            edit.put(c, at);
        } else if (c == 'İ') {
            edit.put('i', at); // the one character whose lower case is two
            edit.put('\u0307', at);
        } else {
            edit.put(Character.toLowerCase(c), at);
        }
    }
}
