package io.serai.tokens.hf;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Normalizes a stretch of text character by character, to know what became of each: decompose, order, compose. Each
 * result says by how many characters it moves on in the source: {@code change} is 0 for one that replaces a character,
 * 1 for an added one, -n for one that takes the n characters behind it along.
 *
 * <p>A result is aligned to the character where the source stands, an added one to that before it: so a composed
 * character has the place of its base alone.
 */
final class Composition {
    private Composition() {}

    private record Part(int point, int change, int order) {
        Part with(int composed, int more) {
            return new Part(composed, change + more - 1, 0);
        }
    }

    /** Writes units {@code start} to {@code end} of {@code text}, normalized, to {@code edit}. */
    static void write(AlignedText text, int start, int end, Form form, AlignedText.Edit edit) {
        String source = text.slice(start, end).toString();
        boolean compose = form == Form.NFC || form == Form.NFKC;
        List<Part> parts = ordered(decomposed(source, form));
        if (compose) {
            parts = composed(parts);
        }
        int at = start;
        int last = start - 1;
        for (Part part : parts) {
            if (part.change > 0) {
                edit.put(part.point, last);
                continue;
            }
            edit.put(part.point, Math.min(at, end - 1));
            for (int n = part.change; n <= 0 && at < end; n++) {
                last = at;
                at += Character.charCount(text.codePointAt(at));
            }
        }
    }

    private static List<Part> decomposed(String source, Form form) {
        Form apart = form == Form.NFC || form == Form.NFD ? Form.NFD : Form.NFKD;
        var parts = new ArrayList<Part>();
        for (int at = 0; at < source.length(); ) {
            int point = source.codePointAt(at);
            String whole = Normalizer.normalize(Character.toString(point), apart);
            for (int i = 0; i < whole.length(); ) {
                int part = whole.codePointAt(i);
                parts.add(new Part(part, i == 0 ? 0 : 1, CombiningOrder.of(part)));
                i += Character.charCount(part);
            }
            at += Character.charCount(point);
        }
        return parts;
    }

    /** Sorts each run of combining marks by class; marks of one class keep their order. */
    private static List<Part> ordered(List<Part> parts) {
        int start = 0;
        while (start < parts.size()) {
            int end = start;
            while (end < parts.size() && parts.get(end).order != 0) {
                end++;
            }
            parts.subList(start, end).sort((a, b) -> Integer.compare(a.order, b.order));
            start = end + 1;
        }
        return parts;
    }

    private static List<Part> composed(List<Part> parts) {
        var done = new ArrayList<Part>();
        int base = -1;
        int lastOrder = 0; // of the marks that stayed behind the base
        boolean kept = false;
        for (Part part : parts) {
            boolean blocked = kept && (lastOrder >= part.order);
            int composed = base < 0 || blocked ? -1 : compose(done.get(base).point, part.point);
            if (composed >= 0) {
                done.set(base, done.get(base).with(composed, part.change));
                continue;
            }
            done.add(part);
            if (part.order == 0) {
                base = done.size() - 1;
                kept = false;
                lastOrder = 0;
            } else if (base >= 0) {
                kept = true;
                lastOrder = part.order;
            }
        }
        return done;
    }

    /** The character that the two make; -1 if they stay apart. */
    private static int compose(int first, int second) {
        String pair = Character.toString(first) + Character.toString(second);
        String joined = Normalizer.normalize(pair, Form.NFC);
        int point = joined.codePointAt(0);
        return joined.length() == Character.charCount(point) ? point : -1;
    }
}
