package io.serai.gateway.admin;

import io.serai.core.CallError;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Refuses names that mean nothing here, and guesses what was meant. */
final class Spelling {
    private static final int SHOWN_CHARS = 64;

    private Spelling() {}

    /**
     * Does nothing if {@code name} is one of {@code known}.
     *
     * @param what a field or a query parameter
     * @throws CallError 400 that names the nearest of {@code known}
     */
    static void require(String name, List<String> known, String what) {
        if (known.contains(name)) {
            return;
        }
        String shown = name.length() > SHOWN_CHARS ? name.substring(0, SHOWN_CHARS) + "..." : name;
        throw CallError.of(400, "unknown_parameter", "There is no " + what + " '" + shown + "'" + remedy(name, known))
                .about(shown);
    }

    private static String remedy(String name, List<String> known) {
        if (known.isEmpty()) {
            return "; none is taken here.";
        }
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(plain(name), plain(candidate))))
                .orElseThrow();
        boolean near = distance(plain(name), plain(nearest)) <= Math.max(2, nearest.length() / 3);
        return near ? "; did you mean '" + nearest + "'?" : "; send only " + String.join(", ", known) + ".";
    }

    /** {@code maxInFlight}, {@code max-in-flight} and {@code max_in_flight} are one word to a person. */
    private static String plain(String name) {
        String cut = name.substring(0, Math.min(name.length(), SHOWN_CHARS));
        return cut.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Letters to insert, remove or replace to make one of the other. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
