package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What rules and a model find together: one list without overlaps. Thread-safe.
 *
 * <p>The list of types is open, since a model brings its own: a type that no rule knows is looked for among the model's
 * spans alone.
 */
public final class PiiFinder {
    private final Set<String> types;
    private final double minScore;
    private final PiiRules rules;

    private PiiFinder(Set<String> types, double minScore) {
        this.types = Set.copyOf(types);
        this.minScore = minScore;
        var ofRules = new HashSet<>(PiiRules.types());
        if (!types.isEmpty()) {
            ofRules.retainAll(types);
        }
        this.rules = PiiRules.of(ofRules, minScore);
    }

    /**
     * A finder of some types.
     *
     * @param types    names in capitals; empty: every type there is
     * @param minScore from 0 to 1; what scores less is not found
     * @throws IllegalArgumentException if the score is out of range
     */
    public static PiiFinder of(Set<String> types, double minScore) {
        return new PiiFinder(types, minScore);
    }

    /** What rules find in {@code text}; indices are UTF-16 units. */
    public List<PiiSpan> find(String text) {
        return find(text, List.of());
    }

    /** As {@link #find(String)}, with what a model found in the same text. */
    public List<PiiSpan> find(String text, List<PiiSpan> byModel) {
        return merged(text, byRules(text), byModel);
    }

    /** The first half of {@link #find(String, List)}: what depends on the text alone; may overlap. */
    public List<PiiSpan> byRules(String text) {
        return rules.all(text);
    }

    /**
     * The second half of {@link #find(String, List)}. What stands in a placeholder is not found.
     *
     * @param byRules what {@link #byRules} said of {@code text}
     * @param byModel in any order; spans that reach beyond the text are left out
     */
    public List<PiiSpan> merged(String text, List<PiiSpan> byRules, List<PiiSpan> byModel) {
        if (byModel.isEmpty() && byRules.size() < 2) {
            return Placeholders.outside(text, byRules);
        }
        var wanted = new ArrayList<PiiSpan>(byModel.size());
        for (PiiSpan span : byModel) {
            if (wants(span) && span.score() >= minScore && span.end() <= text.length()) {
                wanted.add(span);
            }
        }
        List<PiiSpan> merged = SpanMerge.merge(text, byRules, wanted).stream()
                .filter(this::wants)
                .toList();
        return Placeholders.outside(text, merged);
    }

    private boolean wants(PiiSpan span) {
        return types.isEmpty() || types.contains(span.type());
    }
}
