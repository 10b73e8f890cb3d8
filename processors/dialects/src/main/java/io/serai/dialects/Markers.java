package io.serai.dialects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of strings to be found in text that arrives in pieces. At each place the longest wins. Immutable; the result of
 * a search is in a {@link Hit} that its owner reuses.
 */
final class Markers {
    private static final int ASCII = 128;

    private final String[] markers;
    private final boolean[] first = new boolean[ASCII];
    private final boolean beyondAscii;

    Markers(Collection<String> markers) {
        List<String> sorted = new ArrayList<>(new java.util.LinkedHashSet<>(markers));
        sorted.removeIf(String::isEmpty);
        sorted.sort((a, b) -> b.length() - a.length());
        this.markers = sorted.toArray(String[]::new);
        boolean wide = false;
        for (String marker : this.markers) {
            if (marker.charAt(0) < ASCII) {
                first[marker.charAt(0)] = true;
            } else {
                wide = true;
            }
        }
        beyondAscii = wide;
    }

    static Markers of(String... markers) {
        return new Markers(List.of(markers));
    }

    /**
     * Looks for the first marker from {@code from} on. Afterwards the text before {@code hit.position} is certain to
     * belong to no marker, and {@code hit.marker} is the one there, or null where the text ends or may yet become one.
     */
    void find(Input in, int from, Hit hit) {
        char[] text = in.text();
        int limit = in.limit();
        hit.marker = null;
        for (int i = from; i < limit; i++) {
            char c = text[i];
            if (c < ASCII ? first[c] : beyondAscii) {
                if (decided(in, i, hit)) {
                    hit.position = i;
                    return;
                }
            }
        }
        hit.position = limit;
    }

    private boolean decided(Input in, int position, Hit hit) {
        for (String marker : markers) {
            switch (in.match(marker, position)) {
                case YES -> {
                    hit.marker = marker;
                    return true;
                }
                case MAYBE -> {
                    return true;
                }
                case NO -> {}
            }
        }
        return false;
    }

    /** Where a search ended. */
    static final class Hit {
        int position;

        @org.jspecify.annotations.Nullable
        String marker;
    }
}
