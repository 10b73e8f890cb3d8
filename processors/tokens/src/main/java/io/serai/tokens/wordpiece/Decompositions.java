package io.serai.tokens.wordpiece;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Canonical decompositions of single characters, looked up once each: the JDK's own way costs far more. */
final class Decompositions {
    private static final String NONE = "";
    private static final @Nullable String[] BASIC = new String[0x10000];

    private Decompositions() {}

    /** What {@code c} decomposes into; null if it does not. Two threads may both look it up, which does no harm. */
    static @Nullable String of(int c) {
        if (c >= BASIC.length) {
            return lookUp(c);
        }
        String known = BASIC[c];
        if (known == null) {
            String found = lookUp(c);
            known = found == null ? NONE : found;
            BASIC[c] = known;
        }
        return known.isEmpty() ? null : known;
    }

    private static @Nullable String lookUp(int c) {
        String text = Character.toString(c);
        String parts = Normalizer.normalize(text, Normalizer.Form.NFD);
        return parts.equals(text) ? null : parts;
    }
}
