package io.serai.guard.pii;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one list without overlaps of what rules and a model found. Rules that are sure of themselves, by a check digit
 * or by their score, come first, then all others by score and length. What sticks out of a loser stays as a span of its
 * own where enough of it is left to mean something; the name that a model took for a part of the address behind it is a
 * {@link #PERSON}.
 */
final class SpanMerge {
    /** Type of names: a model's, as no rule finds them. */
    static final String PERSON = "PERSON";

    private static final String RULE = "rule:";
    private static final double SURE = 0.8;
    private static final int LEAST_OF_MODEL = 3;
    private static final int LEAST_DIGITS_OF_RULE = 6;

    /** Types whose rules calculate: what fits by chance is rare enough. */
    private static final Set<String> CHECKED = Set.of(
            PiiTypes.CARD,
            PiiTypes.IBAN,
            PiiTypes.CRYPTO,
            PiiTypes.DE_TAX_ID,
            PiiTypes.FR_NIR,
            PiiTypes.ES_NIF,
            PiiTypes.ES_NIE,
            PiiTypes.IT_FISCAL_CODE,
            PiiTypes.NL_BSN,
            PiiTypes.BR_CPF,
            PiiTypes.BR_CNPJ,
            PiiTypes.PL_PESEL,
            PiiTypes.SE_PERSONNUMMER,
            PiiTypes.UK_NHS,
            PiiTypes.IN_AADHAAR);

    private static final Comparator<PiiSpan> BEST_FIRST = comparing(SpanMerge::sure)
            .thenComparingDouble(PiiSpan::score)
            .thenComparingInt(PiiSpan::length)
            .reversed()
            .thenComparingInt(PiiSpan::start)
            .thenComparing(PiiSpan::type);

    private final String text;
    private final TreeMap<Integer, PiiSpan> kept = new TreeMap<>();

    private SpanMerge(String text) {
        this.text = text;
    }

    static List<PiiSpan> merge(String text, List<PiiSpan> byRules, List<PiiSpan> byModel) {
        var all = new ArrayList<PiiSpan>(byRules.size() + byModel.size());
        all.addAll(byRules);
        byModel.stream().filter(span -> saysSomething(text, span)).forEach(all::add);
        all.sort(BEST_FIRST);
        var merge = new SpanMerge(text);
        all.forEach(merge::add);
        var ordered = new ArrayList<>(merge.kept.values());
        ordered.sort(comparingInt(PiiSpan::start));
        return List.copyOf(ordered);
    }

    /** Models label a full stop or a dash now and then; masked, it would only disturb the sentence. */
    private static boolean saysSomething(String text, PiiSpan span) {
        return text.substring(span.start(), span.end()).codePoints().anyMatch(c -> !punctuation(c));
    }

    private static boolean punctuation(int c) {
        return c < 0x80 ? !Character.isLetterOrDigit(c) : Character.isWhitespace(c);
    }

    static boolean byRule(PiiSpan span) {
        return span.source().startsWith(RULE);
    }

    private static boolean sure(PiiSpan span) {
        return byRule(span) && (span.score() >= SURE || CHECKED.contains(span.type()));
    }

    /** Keeps what no better span has of it. */
    private void add(PiiSpan span) {
        int from = span.start();
        boolean whole = true;
        boolean alike = false;
        while (from < span.end()) {
            PiiSpan better = nextFrom(from, span.end());
            int to = better == null ? span.end() : Math.max(from, better.start());
            whole &= better == null;
            alike |= better != null && better.type().equals(span.type());
            if (to > from) {
                if (whole) {
                    kept.put(from, span);
                } else {
                    addRest(span, from, to, alike);
                }
            }
            from = better == null ? span.end() : better.end();
        }
    }

    /** The first of the kept spans that ends behind {@code from} and begins before {@code to}, or null. */
    private @Nullable PiiSpan nextFrom(int from, int to) {
        var around = kept.floorEntry(from);
        if (around != null && around.getValue().end() > from) {
            return around.getValue();
        }
        var behind = kept.higherEntry(from);
        return behind != null && behind.getKey() < to ? behind.getValue() : null;
    }

    private void addRest(PiiSpan loser, int start, int end, boolean alike) {
        int from = start;
        int to = end;
        while (from < to && !Chars.written(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && !Chars.written(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        boolean strict = alike || byRule(loser);
        if (matters(strict, from, to)) {
            kept.put(from, new PiiSpan(loser.type(), from, to, loser.score(), loser.source()));
        } else if (alike && named(loser, from, to)) {
            kept.put(from, new PiiSpan(PERSON, from, to, loser.score(), loser.source()));
        }
    }

    /** What a model takes for a part of an address and is none is the name of whom it belongs to. */
    private boolean named(PiiSpan loser, int from, int to) {
        return !byRule(loser)
                && loser.type().equals(PiiTypes.EMAIL)
                && !Character.isLowerCase(text.codePointAt(from))
                && matters(false, from, to);
    }

    /** Of a rule's find, or of a value that a better span has, only what is a value by itself. */
    private boolean matters(boolean strict, int from, int to) {
        if (strict && to - from > 2 && text.indexOf('@', from + 1, to - 1) >= 0) {
            return true; // an address behind a number that ran into it
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            count += (strict ? Chars.digit(c) : Character.isLetterOrDigit(c)) ? 1 : 0;
        }
        return count >= (strict ? LEAST_DIGITS_OF_RULE : LEAST_OF_MODEL);
    }
}
