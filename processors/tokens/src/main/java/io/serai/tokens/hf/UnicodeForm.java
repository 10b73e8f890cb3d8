package io.serai.tokens.hf;

import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * NFC, NFD, NFKC and NFKD with alignment. Text that is normalized already, which is nearly all, costs a table look-up
 * a unit.
 */
final class UnicodeForm implements Normalizer {
    /** Parts up to here are checked before they are worked on. */
    private static final int CHECKED_UNITS = 64;

    /** Each made once: its table takes a look at every character there is. */
    private static final Map<Form, UnicodeForm> MADE = new ConcurrentHashMap<>();

    private final Form form;
    private final long[] inert;

    private UnicodeForm(Form form) {
        this.form = form;
        this.inert = inert(form);
    }

    static UnicodeForm of(Form form) {
        return MADE.computeIfAbsent(form, UnicodeForm::new);
    }

    @Override
    public AlignedText normalize(AlignedText text) {
        int active = active(text, 0);
        return active == text.length() ? text : rewrite(text, active);
    }

    /** Rewrites text whose first character that is not inert is at {@code active}. */
    private AlignedText rewrite(AlignedText text, int active) {
        AlignedText.Edit edit = text.edit();
        boolean changed = false;
        int done = 0;
        for (int at = active; at < text.length(); at = active(text, at)) {
            // an inert character may still be the base of a mark behind it
            int start = Math.max(done, before(text, at));
            int end = at;
            while (end < text.length() && width(text, end) < 0) {
                end -= width(text, end);
            }
            edit.copy(done, start);
            if (normalized(text, start, end)) {
                edit.copy(start, end);
            } else {
                changed = true;
                Composition.write(text, start, end, form, edit);
            }
            done = end;
            at = end;
        }
        edit.copy(done, text.length());
        return changed ? edit.done() : text;
    }

    /** Whether a part stays as it is. The JDK's check takes time with the square of a run of marks: only short ones. */
    private boolean normalized(AlignedText text, int start, int end) {
        return end - start <= CHECKED_UNITS
                && java.text.Normalizer.isNormalized(text.slice(start, end).toString(), form);
    }

    private static int before(AlignedText text, int at) {
        if (at < 2 || !Character.isLowSurrogate(text.charAt(at - 1))) {
            return Math.max(0, at - 1);
        }
        return at - 2;
    }

    /** Index of the first character from {@code from} that is not inert. */
    private int active(AlignedText text, int from) {
        int at = from;
        while (at < text.length()) {
            int width = width(text, at);
            if (width < 0) {
                return at;
            }
            at += width;
        }
        return at;
    }

    /** Number of units of the character at {@code at}; below 0 if it is not inert. */
    private int width(AlignedText text, int at) {
        char unit = text.charAt(at);
        if (!Character.isSurrogate(unit)) {
            return inert(unit) ? 1 : -1;
        }
        int point = text.codePointAt(at);
        boolean known = (point >= 0x1F000 && point < 0x2F800 && !folded(point)) || point >= 0x30000;
        boolean stands =
                known || (!Kinds.mark(point) && java.text.Normalizer.isNormalized(Character.toString(point), form));
        return stands ? 2 : -2;
    }

    /** Squared letters and the like, which the compatibility forms take apart. */
    private static boolean folded(int point) {
        return point >= 0x1F100 && point <= 0x1FBFF && (point < 0x1F300 || point > 0x1FAFF);
    }

    private boolean inert(char unit) {
        return ((inert[unit >> 6] >>> unit) & 1) != 0;
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
