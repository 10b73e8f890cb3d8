package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.steps.pii.ReplyLeaf.Flow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the flows of one answer.
 *
 * @param trace  of its request
 * @param counts what hears of findings
 * @param known  texts that were searched as a whole; all others are searched by rules on their way
 */
record TextFlows(PiiTrace trace, PiiCounts counts, Map<Flow, Searched> known) {
    /** A text, and what it holds. */
    record Searched(String text, List<PiiSpan> spans) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Searched[" + spans.size() + " spans]";
        }
    }

    /** Flows that are searched on their way. */
    TextFlows(PiiTrace trace, PiiCounts counts) {
        this(trace, counts, Map.of());
    }

    /** A flow for a text. What a tool gets is counted but not changed: it could do nothing with a placeholder. */
    TextFlow of(Flow flow) {
        var unmasker = flow.field().json()
                ? AnswerUnmasker.ofArguments(trace.masker())
                : AnswerUnmasker.ofText(trace.masker());
        return new TextFlow(unmasker, search(flow, hide() && !flow.field().forTool()));
    }

    private @Nullable AnswerStage search(Flow flow, boolean masks) {
        if (trace.plan().policy().output() == Output.PASS) {
            return null;
        }
        Searched searched = known.get(flow);
        return searched == null
                ? new AnswerScan(trace, counts, masks)
                : new KnownSpans(trace, counts, masks, searched.text(), searched.spans());
    }

    /** The same for texts that were looked through before. */
    TextFlows uncounted() {
        return new TextFlows(trace, new PiiCounts(), known);
    }

    /** Whether something is kept from the client. */
    boolean hide() {
        return trace.plan().policy().output() == Output.MASK;
    }

    /** Without texts. */
    @Override
    public String toString() {
        return "TextFlows[" + trace + "]";
    }
}
