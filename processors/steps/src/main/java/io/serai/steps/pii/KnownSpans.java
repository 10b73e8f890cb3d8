package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import java.util.List;

/** One text of an answer whose findings are known before it is written, however it is cut. */
final class KnownSpans implements AnswerStage {
    private final PiiTrace trace;
    private final PiiCounts counts;
    private final boolean masks;
    private final String text;
    private final List<PiiSpan> spans;
    private int at;
    private int next;

    /**
     * A text.
     *
     * @param text  all of it
     * @param spans in order, without overlaps
     * @param masks whether what is found is replaced
     */
    KnownSpans(PiiTrace trace, PiiCounts counts, boolean masks, String text, List<PiiSpan> spans) {
        this.trace = trace;
        this.counts = counts;
        this.masks = masks;
        this.text = text;
        this.spans = spans;
    }

    @Override
    public String push(String chunk) {
        var out = new StringBuilder(chunk.length());
        int end = at + chunk.length();
        if (!text.startsWith(chunk, at)) {
            throw new IllegalStateException("this is not the text that was searched");
        }
        while (at < end) {
            PiiSpan span = next < spans.size() ? spans.get(next) : null;
            if (span == null || span.start() >= end) {
                out.append(text, at, end);
                at = end;
            } else if (at < span.start()) {
                out.append(text, at, span.start());
                at = span.start();
            } else {
                span(span, end, out);
            }
        }
        return out.toString();
    }

    /** The first chunk of a value gets the placeholder, the others nothing. */
    private void span(PiiSpan span, int end, StringBuilder out) {
        int to = Math.min(end, span.end());
        String value = text.substring(span.start(), span.end());
        boolean given = trace.given().contains(value);
        if (!given && at == span.start()) {
            counts.answered(span.type(), masks ? "mask" : "detect");
        }
        if (given || !masks) {
            out.append(text, at, to);
        } else if (at == span.start()) {
            out.append(trace.masker().forGood(value, span.type()));
        }
        at = to;
        next += to == span.end() ? 1 : 0;
    }

    @Override
    public String end() {
        return "";
    }
}
