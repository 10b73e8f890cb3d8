package io.serai.steps.pii;

import io.serai.steps.pii.ReplyLeaf.Flow;

/**
 * The text of one native answer in a stream. Each event says all there is so far or, where the worker is told to stream
 * so, what is new; which of the two shows when an event does not begin with what the one before said. Clients cut off
 * what they have by its length: what an event has shown, the next ones repeat.
 */
final class GrowingText {
    private final TextFlows flows;
    private final Flow key;
    private final StringBuilder shown = new StringBuilder();
    private TextFlow flow;
    private String seen = "";
    private boolean increments;

    GrowingText(TextFlows flows, Flow key) {
        this.flows = flows;
        this.key = key;
        this.flow = flows.of(key);
    }

    /**
     * What an event is to say that says {@code text}.
     *
     * @param last whether it is the last one of its answer
     */
    String next(String text, boolean last) {
        if (!increments && !text.startsWith(seen)) {
            if (last && seen.startsWith(text)) {
                return cut(text);
            }
            increments = true;
        }
        String more = increments ? text : text.substring(seen.length());
        seen = increments ? "" : text;
        String certain = flow.push(more) + (last ? flow.end() : "");
        return increments ? certain : shown.append(certain).toString();
    }

    /** The worker takes back the beginning of a stop string. What is found has been counted. */
    private String cut(String text) {
        flow = flows.uncounted().of(key);
        return flow.push(text) + flow.end();
    }

    /** What an event of our own is to say where no last one came; empty where nothing was held back. */
    String rest() {
        String held = flow.end();
        return held.isEmpty() || increments ? held : shown.append(held).toString();
    }
}
