package io.serai.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a call: stage times, routing decisions, tokens. Written on the call's event loop, read after the
 * call has ended. All times are {@link System#nanoTime()} readings; 0 means "did not happen".
 */
public final class CallTrace {
    private final long receivedNanos;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private long pipelineNanos;
    private long dispatchedNanos;
    private long headNanos;
    private long firstTokenNanos;
    private long lastTokenNanos;
    private long endNanos;
    private String model = "";
    private @Nullable TokenUsage usage;
    private int events;
    private int promptTokens = -1;
    private String promptFailure = "";
    private int malformedOutput;
    private int reasoningTokens = -1;

    CallTrace(long receivedNanos) {
        this.receivedNanos = receivedNanos;
    }

    /** The request's head was complete. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** The body was complete and the pipeline began. */
    public long pipelineNanos() {
        return pipelineNanos;
    }

    /** Marks {@link #pipelineNanos()}. */
    public void pipelineBegan(long nanos) {
        pipelineNanos = nanos;
    }

    /** The last attempt was sent to a worker; the queue and the steps are behind it. */
    public long dispatchedNanos() {
        return dispatchedNanos;
    }

    /** The worker's response head came. */
    public long headNanos() {
        return headNanos;
    }

    /** Marks {@link #headNanos()}. */
    public void headCame(long nanos) {
        headNanos = nanos;
    }

    /** The first event or byte with content came. */
    public long firstTokenNanos() {
        return firstTokenNanos;
    }

    /** The latest event or byte with content came. */
    public long lastTokenNanos() {
        return lastTokenNanos;
    }

    /** Marks content that came: sets the first and moves the last token time, and counts its events. */
    public void contentCame(long nanos, int newEvents) {
        if (firstTokenNanos == 0) {
            firstTokenNanos = nanos;
        }
        lastTokenNanos = nanos;
        events += newEvents;
    }

    /** Events of the stream that carried content; about one a token for the engines we know. */
    public int events() {
        return events;
    }

    /** The last byte went to the client, or the client went. */
    public long endNanos() {
        return endNanos;
    }

    /** Marks {@link #endNanos()}. */
    public void ended(long nanos) {
        endNanos = nanos;
    }

    /** The model that serves the call, after aliases; empty until resolved. */
    public String model() {
        return model;
    }

    /** Sets {@link #model()}. */
    public void model(String resolved) {
        model = resolved;
    }

    /** Token counts as the worker reported them, or null. */
    public @Nullable TokenUsage usage() {
        return usage;
    }

    /** Sets {@link #usage()}. */
    public void usage(TokenUsage reported) {
        usage = reported;
    }

    /** Length of the prompt as the gateway's own tokenizer counts it; -1 if it was not tokenised. */
    public int promptTokens() {
        return promptTokens;
    }

    void promptTokens(int counted) {
        promptTokens = counted;
    }

    /** Why a prompt that should have been tokenised was not: a stable code, empty where there is nothing to tell. */
    public String promptFailure() {
        return promptFailure;
    }

    /** Sets {@link #promptFailure()}. */
    public void promptFailure(String code) {
        promptFailure = code;
    }

    /** How many calls or blocks of the model's output could not be read as what they began as. */
    public int malformedOutput() {
        return malformedOutput;
    }

    /** Adds to {@link #malformedOutput()}. */
    public void malformedOutput(int more) {
        malformedOutput += more;
    }

    /** Length of the reasoning that the gateway took out of the output; -1 where it found none or cannot count. */
    public int reasoningTokens() {
        return reasoningTokens;
    }

    /** Adds to {@link #reasoningTokens()}. */
    public void reasoningTokens(int more) {
        reasoningTokens = Math.max(reasoningTokens, 0) + more;
    }

    /** Every worker tried, in order. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Begins an attempt. */
    public Attempt attempt(Selection selection, long nanos) {
        var attempt = new Attempt(selection, nanos);
        attempts.add(attempt);
        dispatchedNanos = nanos;
        return attempt;
    }

    /** Id of the worker tried last; empty if none was. */
    public String worker() {
        return attempts.isEmpty() ? "" : attempts.getLast().selection().worker().id();
    }

    /** One worker tried. */
    public static final class Attempt {
        private final Selection selection;
        private final long startNanos;
        private String outcome = "pending";

        private Attempt(Selection selection, long startNanos) {
            this.selection = selection;
            this.startNanos = startNanos;
        }

        /** Worker, scores and reason. */
        public Selection selection() {
            return selection;
        }

        /** When the request was handed to the engine client. */
        public long startNanos() {
            return startNanos;
        }

        /** {@code pending}, {@code ok} or a stable failure code. */
        public String outcome() {
            return outcome;
        }

        /** Sets {@link #outcome()}. */
        public void outcome(String code) {
            outcome = code;
        }
    }
}
