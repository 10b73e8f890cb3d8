package io.serai.gateway.config;

import java.util.Collection;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The known word that differs from {@code word} least, if it does not differ by more than a third of it. */
    public static Optional<String> of(String word, Collection<String> known) {
        int allowed = word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
        String best = null;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance <= allowed) {
                best = candidate;
                allowed = distance - 1;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What to do about the unknown {@code word}: the question for {@link #of its nearest}, or {@code otherwise}. */
    static String remedy(String word, Collection<String> known, String otherwise) {
        return of(word, known).map(near -> "did you mean " + near + "?").orElse(otherwise);
    }

    /** Levenshtein distance, where letters, {@code -} and {@code _} compare loosely. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (loose(a.charAt(i - 1)) == loose(b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static char loose(char c) {
        return c == '_' ? '-' : Character.toLowerCase(c);
    }
}
