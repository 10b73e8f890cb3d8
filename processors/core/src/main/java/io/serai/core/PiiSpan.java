package io.serai.core;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A piece of a text that is personal data or a secret. It holds the place, never the value.
 *
 * @param type   such as {@code EMAIL_ADDRESS}; Presidio's name where it has one
 * @param start  index of the first UTF-16 unit
 * @param end    index behind the last one
 * @param score  how sure, from 0 to 1
 * @param source what found it, such as {@code rule:iban}
 */
public record PiiSpan(String type, int start, int end, double score, String source) {
    private static final Comparator<PiiSpan> BEST_FIRST = comparingDouble(PiiSpan::score)
            .thenComparingInt(PiiSpan::length)
            .reversed()
            .thenComparingInt(PiiSpan::start)
            .thenComparing(PiiSpan::type);

    public PiiSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a span goes from %d to %d; its end must be behind its start".formatted(start, end));
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a span has score " + score + "; give one from 0 to 1");
        }
    }

    /** Length in UTF-16 units. */
    public int length() {
        return end - start;
    }

    /**
     * Those of {@code spans} that stay when of two that overlap the one with the higher score wins, then the longer
     * one; in the order of the text. What sticks out of a loser is lost with it.
     */
    public static List<PiiSpan> resolve(Collection<PiiSpan> spans) {
        var best = new ArrayList<>(spans);
        best.sort(BEST_FIRST);
        var kept = new TreeMap<Integer, PiiSpan>();
        for (PiiSpan span : best) {
            var before = kept.lowerEntry(span.end);
            if (before == null || before.getValue().end <= span.start) {
                kept.put(span.start, span);
            }
        }
        var ordered = new ArrayList<>(kept.values());
        ordered.sort(comparingInt(PiiSpan::start));
        return List.copyOf(ordered);
    }
}
