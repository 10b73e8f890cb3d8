package io.serai.gateway.telemetry;

import io.serai.core.Api;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.core.RequestHead;
import io.serai.core.Selection;
import io.serai.core.Span;
import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Calls as they look at their end, on a clock that begins at 1 s. */
final class EndedCalls {
    static final long RECEIVED = 1_000_000_000L;

    /** Starts no thread unless used. */
    private static final ScheduledExecutorService LOOP = Executors.newScheduledThreadPool(0);

    private EndedCalls() {}

    /** A call that has just been received. */
    static InferenceCall received(String id, String path) {
        var head = new RequestHead(
                "POST", path, "api_key=query-secret", Headers.of("x-api-key", "header-secret"), "10.0.0.9");
        return new InferenceCall(id, head, "body-secret".getBytes(StandardCharsets.UTF_8), LOOP, RECEIVED);
    }

    /** A chat on {@code model}; 2 ms to receive. */
    static InferenceCall chat(String id, String model, boolean stream) {
        var call = received(id, "/v1/chat/completions");
        call.accept(
                Api.CHAT,
                new RequestFields(model, Span.NONE, 1, false, stream, false, -1, Span.NONE, Span.NONE, null),
                "");
        call.trace().model(model);
        call.trace().pipelineBegan(at(2));
        return call;
    }

    /** Sends {@code call} to {@code worker}, {@code millis} after it was received. */
    static void attempt(InferenceCall call, String worker, double millis, String outcome) {
        var selection = new Selection(
                new FakeWorker(worker),
                "cost 12.5 ms",
                List.of(new Selection.Score(worker, 12.5), new Selection.Score("wX", 20)));
        call.trace().attempt(selection, at(millis)).outcome(outcome);
    }

    /** A stream of 11 events, head after 20 ms, tokens from 50 ms to 150 ms, end after 160 ms. */
    static InferenceCall streamed(String id, String model, String worker) {
        var call = chat(id, model, true);
        attempt(call, worker, 5, "ok");
        call.trace().headCame(at(20));
        call.trace().contentCame(at(50), 1);
        call.trace().contentCame(at(150), 10);
        call.trace().ended(at(160));
        return call;
    }

    static long at(double millis) {
        return RECEIVED + Math.round(millis * 1e6);
    }

    private record FakeWorker(String id) implements WorkerView {
        @Override
        public double weight() {
            return 1;
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public double cost() {
            return 1;
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public long pendingPrefillTokens() {
            return 0;
        }

        @Override
        public WorkerLoad load() {
            return WorkerLoad.UNKNOWN;
        }
    }
}
