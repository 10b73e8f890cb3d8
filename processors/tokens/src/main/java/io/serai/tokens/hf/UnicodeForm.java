package io.serai.tokens.hf;

import java.text.Normalizer.Form;
import java.util.Arrays;

/**
 * NFC, NFD, NFKC and NFKD with alignment. Text that is normalized already, which is nearly all, costs a table look-up
 * a unit.
 */
final class UnicodeForm implements Normalizer {
    private final Form form;
    private final long[] inert;

    private UnicodeForm(Form form) {
        this.form = form;
        this.inert = inert(form);
    }

    static UnicodeForm of(Form form) {
        return new UnicodeForm(form);
    }

    @Override
    public AlignedText normalize(AlignedText text) {
        char[] chars = text.chars();
        int at = text.from();
        while (at < text.to() && inert(chars[at])) {
            at++;
        }
        return at == text.to() ? text : rewrite(text, at - text.from());
    }

    /** Rewrites text that has an active character at {@code active}, none before it. */
    private AlignedText rewrite(AlignedText text, int active) {
        AlignedText.Edit edit = text.edit();
        boolean changed = false;
        int done = 0;
        int at = active;
        while (at < text.length()) {
            // an inert character may still be the base of a mark behind it
            int start = Math.max(done, before(text, at));
            int end = at;
            while (end < text.length() && !inert(text.charAt(end))) {
                end++;
            }
            edit.copy(done, start);
            String part = text.slice(start, end).toString();
            if (java.text.Normalizer.isNormalized(part, form)) {
                edit.copy(start, end);
            } else {
                changed = true;
                Composition.write(text, start, end, form, edit);
            }
            done = end;
            at = end;
            while (at < text.length() && inert(text.charAt(at))) {
                at++;
            }
        }
        edit.copy(done, text.length());
        return changed ? edit.done() : text;
    }

    private static int before(AlignedText text, int at) {
        return at == 0 ? 0 : at - 1;
    }

    private boolean inert(char unit) {
        return (inert[unit >> 6] >>> unit & 1) != 0;
    }

    /** One bit a UTF-16 unit: normalized by itself, whatever stands before it. Surrogates are never so. */
    private static long[] inert(Form form) {
        long[] bits = new long[1 << 10];
        Arrays.fill(bits, 0, 2, -1L);
        for (int unit = 0x80; unit < 1 << 16; unit++) {
            if (standsAlone((char) unit, form)) {
                bits[unit >> 6] |= 1L << unit;
            }
        }
        return bits;
    }

    private static boolean standsAlone(char unit, Form form) {
        boolean jamo = (unit >= 0x1100 && unit <= 0x11FF)
                || (unit >= 0xA960 && unit <= 0xA97F)
                || (unit >= 0xD7B0 && unit <= 0xD7FF);
        return !jamo
                && !Character.isSurrogate(unit)
                && !Kinds.mark(unit)
                && java.text.Normalizer.isNormalized(String.valueOf(unit), form);
    }
}
