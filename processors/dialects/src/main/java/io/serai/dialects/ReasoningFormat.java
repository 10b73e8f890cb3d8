package io.serai.dialects;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How reasoning is written: between two markers, once, at the start of an answer.
 *
 * @param pairs       the markers; more than one pair where the family has several spellings; none if there is no
 *                    reasoning at all
 * @param endedByCall whether the marker of a call inside of it ends it. Models of some families forget the closer; of
 *                    others, a call inside of reasoning is a thought
 * @param leadIn      what a few words before the opener are
 * @param start       where it begins if the answer itself may open it
 */
record ReasoningFormat(List<Pair> pairs, boolean endedByCall, LeadIn leadIn, Start start) {
    static final ReasoningFormat NONE = new ReasoningFormat(List.of(), false, LeadIn.CONTENT, Start.AT_OPENER);
    static final ReasoningFormat THINK = between("<think>", "</think>");
    static final ReasoningFormat ALWAYS_THINK = THINK.starting(Start.USUALLY_INSIDE);

    /** Two markers that belong together. */
    record Pair(String opener, String closer) {}

    /** What a few words before the opener are. */
    enum LeadIn {
        REASONING,
        /** Reasoning with the opener in it: engines that look for it at the very start only leave it there. */
        REASONING_AND_OPENER,
        CONTENT
    }

    /** Where reasoning begins if the answer itself may open it. */
    enum Start {
        AT_OPENER,
        /** At its opener; but such models always think, and their prompts open it: so if the prompt is unknown. */
        USUALLY_INSIDE,
        /** With the first character: such models always think, and their prompts open it. */
        INSIDE,
        /** Not at all: it stays in the content, which begins with the opener even if the prompt had that. */
        KEPT
    }

    static ReasoningFormat between(String opener, String closer) {
        return new ReasoningFormat(List.of(new Pair(opener, closer)), false, LeadIn.REASONING, Start.AT_OPENER);
    }

    /** Each of {@code openers} with each of {@code closers} besides. */
    ReasoningFormat orBetween(List<String> openers, List<String> closers) {
        List<Pair> more = new ArrayList<>(pairs);
        openers.forEach(opener -> closers.forEach(closer -> more.add(new Pair(opener, closer))));
        return new ReasoningFormat(List.copyOf(more), endedByCall, leadIn, start);
    }

    ReasoningFormat endingAtCalls() {
        return new ReasoningFormat(pairs, true, leadIn, start);
    }

    ReasoningFormat leadIn(LeadIn value) {
        return new ReasoningFormat(pairs, endedByCall, value, start);
    }

    ReasoningFormat starting(Start value) {
        return new ReasoningFormat(pairs, endedByCall, leadIn, value);
    }

    boolean isNone() {
        return pairs.isEmpty();
    }

    List<String> openers() {
        return pairs.stream().map(Pair::opener).distinct().toList();
    }

    List<String> closers() {
        return pairs.stream().map(Pair::closer).distinct().toList();
    }

    boolean opens(@Nullable String marker) {
        for (Pair pair : pairs) {
            if (pair.opener.equals(marker)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code marker} closes what {@code opener} opened; an empty one stands for the prompt's, whichever it was. */
    boolean closes(String opener, String marker) {
        for (Pair pair : pairs) {
            if (pair.closer.equals(marker) && (opener.isEmpty() || pair.opener.equals(opener))) {
                return true;
            }
        }
        return false;
    }

    /** Strings that tell this format in a chat template. */
    List<String> markers() {
        LinkedHashSet<String> markers = new LinkedHashSet<>(openers());
        markers.addAll(closers());
        return List.copyOf(markers);
    }
}
