package io.serai.gateway.telemetry;

import io.serai.core.Api;
import io.serai.core.CallTrace;
import io.serai.core.InferenceCall;
import io.serai.core.ModelDecision;
import io.serai.core.Selection;
import io.serai.core.Signal;
import io.serai.core.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that ended, apart from its content. Holds neither the call nor its workers, and texts of
 * clients only up to {@value #MAX_TEXT} characters, so that many can be kept.
 *
 * @param endedMillis wall clock, milliseconds since 1970
 * @param id          request id
 * @param remote      the client's address
 * @param principal   name of the key presented; empty if none was asked for
 * @param method      HTTP method
 * @param path        path without the query
 * @param api         API spoken
 * @param stream      whether a stream was asked for
 * @param model       model that served the call; empty until resolved
 * @param status      HTTP status, 499 where the client went before there was one
 * @param code        {@code ok}, {@code client_closed} or the error's code
 * @param attempts    workers tried, in order
 * @param stages      how long what took
 * @param usage       tokens as the worker counted them, or null
 * @param signals     what classifiers said, in words and numbers
 * @param pii         pieces of personal data found, by type
 * @param decision    why the call went to its model; null where the client named it
 */
public record RequestRecord(
        long endedMillis,
        String id,
        String remote,
        String principal,
        String method,
        String path,
        Api api,
        boolean stream,
        String model,
        int status,
        String code,
        List<Attempt> attempts,
        Stages stages,
        @Nullable TokenUsage usage,
        List<Said> signals,
        Map<String, Integer> pii,
        @Nullable ModelDecision decision) {
    static final int MAX_TEXT = 256;

    /**
     * One worker tried.
     *
     * @param worker  its id
     * @param reason  why it was chosen
     * @param scores  what the policy compared, lower is better
     * @param outcome {@code ok} or a failure's code
     * @param atNanos since the request's head
     */
    public record Attempt(String worker, String reason, List<Selection.Score> scores, String outcome, long atNanos) {}

    /**
     * Durations in nanoseconds; {@link #UNKNOWN} for what did not happen.
     *
     * @param total      request head to last byte
     * @param receive    request head to the whole body
     * @param queue      whole body to first dispatch: steps and queue
     * @param head       last dispatch to the worker's response head
     * @param firstToken request head to first content
     * @param generation first content to last
     */
    public record Stages(long total, long receive, long queue, long head, long firstToken, long generation) {
        /** Did not happen. */
        public static final long UNKNOWN = -1;
    }

    /**
     * What a head of a classifier said. Holds neither embeddings nor the scores of labels that were not chosen.
     *
     * @param head       its name
     * @param kind       {@code label} or {@code band}
     * @param value      the label or band
     * @param classifier name and version of the model
     */
    public record Said(String head, String kind, String value, double score, String classifier) {
        private static List<Said> all(Map<String, Signal> signals) {
            var all = new ArrayList<Said>(signals.size());
            signals.forEach((head, signal) -> {
                switch (signal) {
                    case Signal.Label(String label, double score, var _, String model) ->
                        all.add(new Said(head, "label", label, score, model));
                    case Signal.Degree(double score, String band, String model) ->
                        all.add(new Said(head, "band", band, score, model));
                    case Signal.Vector _, Signal.Spans _ -> {}
                }
            });
            return List.copyOf(all);
        }
    }

    static RequestRecord of(InferenceCall call, int status, String code, long endedMillis) {
        CallTrace trace = call.trace();
        return new RequestRecord(
                endedMillis,
                cut(call.id()),
                call.head().remote(),
                call.principal(),
                cut(call.head().method()),
                cut(call.head().path()),
                call.api(),
                call.fields().stream(),
                trace.model(),
                status,
                code,
                attempts(trace),
                stages(trace),
                trace.usage(),
                Said.all(call.signals()),
                Map.copyOf(call.piiFound()),
                call.decision());
    }

    /** Id of the worker tried last; empty if none was. */
    public String worker() {
        return attempts.isEmpty() ? "" : attempts.getLast().worker();
    }

    static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static List<Attempt> attempts(CallTrace trace) {
        List<CallTrace.Attempt> tried = trace.attempts();
        if (tried.size() == 1) {
            return List.of(attempt(tried.getFirst(), trace));
        }
        var copies = new ArrayList<Attempt>(tried.size());
        for (int i = 0; i < tried.size(); i++) {
            copies.add(attempt(tried.get(i), trace));
        }
        return copies;
    }

    private static Attempt attempt(CallTrace.Attempt tried, CallTrace trace) {
        Selection selection = tried.selection();
        return new Attempt(
                selection.worker().id(),
                selection.reason(),
                selection.scores(),
                tried.outcome(),
                tried.startNanos() - trace.receivedNanos());
    }

    private static Stages stages(CallTrace trace) {
        long firstDispatch =
                trace.attempts().isEmpty() ? 0 : trace.attempts().getFirst().startNanos();
        return new Stages(
                between(trace.receivedNanos(), trace.endNanos()),
                between(trace.receivedNanos(), trace.pipelineNanos()),
                between(trace.pipelineNanos(), firstDispatch),
                between(trace.dispatchedNanos(), trace.headNanos()),
                between(trace.receivedNanos(), trace.firstTokenNanos()),
                between(trace.firstTokenNanos(), trace.lastTokenNanos()));
    }

    private static long between(long from, long to) {
        return from == 0 || to == 0 ? Stages.UNKNOWN : Math.max(0, to - from);
    }
}
