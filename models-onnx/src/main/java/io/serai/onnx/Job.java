package io.serai.onnx;

import io.serai.core.Signal;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.Reading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text for one model. It holds the model until its last row is taken out of the queue, and each row that is taken
 * holds it until it has run.
 */
final class Job {
    /** Longer ones are not looked at when a batch of short texts is made. */
    private static final int SHORT_CHARS = 200;

    private final OnnxModel model;
    private final String text;
    private final Lane lane;
    private final long sinceNanos;
    private final Outcome outcome;
    private @Nullable Reading reading;
    private int nextRow;

    /** Who wants to know. */
    interface Outcome {
        /** Whether anybody still does. Asked under the queue's lock: it completes nothing. */
        boolean wanted();

        /** What all heads of the model said. */
        void answered(Map<String, Signal> signals);

        /** The model fails on this text. */
        void failed(String message);
    }

    /**
     * A text for a model.
     *
     * @param model      held for this job by the caller, who gives that up
     * @param lane       where it waits
     * @param sinceNanos when it began to wait
     */
    Job(OnnxModel model, String text, Lane lane, long sinceNanos, Outcome outcome) {
        this.model = model;
        this.text = text;
        this.lane = lane;
        this.sinceNanos = sinceNanos;
        this.outcome = outcome;
    }

    OnnxModel model() {
        return model;
    }

    Lane lane() {
        return lane;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Whether the text may be one of those that are run together. */
    boolean maybeShort() {
        return reading == null && text.length() <= SHORT_CHARS;
    }

    /** Its rows, or null if it has not been tokenized yet. */
    @Nullable
    Reading reading() {
        return reading;
    }

    Reading read() {
        reading = model.read(text);
        return reading;
    }

    /** Takes one row; whoever does now holds the model once more, or instead of this job if it was the last. */
    int takeRow(Reading rows) {
        if (nextRow + 1 < rows.rows()) {
            model.retain();
        }
        return nextRow++;
    }

    /** Whether a row is left to take. */
    boolean rowsLeft(Reading rows) {
        return nextRow < rows.rows();
    }

    /** Gives up the model; nothing of the job is taken any more. */
    void drop() {
        model.release();
    }

    /** Tells what the heads say, now that all rows have run. */
    void answer(Reading complete) {
        try {
            outcome.answered(model.signals(complete));
        } catch (ModelException e) {
            outcome.failed(String.valueOf(e.getMessage()));
        }
    }
}
