package io.serai.steps.pii;

import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.guard.pii.Unmasker;
import io.serai.steps.pii.ReplyLeaf.Field;

/**
 * Makes the flows of one answer.
 *
 * @param trace  of its request
 * @param counts what hears of findings
 */
record TextFlows(PiiTrace trace, PiiCounts counts) {
    /** A flow for a text of {@code field}. Arguments are counted but not changed: a tool could do nothing with them. */
    TextFlow of(Field field) {
        Unmasker unmasker =
                field.json() ? trace.masker().jsonUnmasker() : trace.masker().unmasker();
        boolean scans = trace.plan().policy().output() != Output.PASS;
        return new TextFlow(unmasker, scans ? new AnswerScan(trace, counts, !field.json()) : null);
    }

    /** The same for texts that were looked through before. */
    TextFlows uncounted() {
        return new TextFlows(trace, new PiiCounts());
    }

    /** Whether something is kept from the client. */
    boolean hide() {
        return trace.plan().policy().output() == Output.MASK;
    }
}
