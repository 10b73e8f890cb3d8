package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.CallTrace;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.TokenUsage;
import io.serai.fleet.Lease;
import io.serai.wire.ErrorBodies;
import io.serai.wire.UsageScanner;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's answer to one call. An event stream flows at once. Anything else is collected first, so that a worker
 * that dies within a body of usual size costs the client a clear error, not half a document; a body above
 * {@link #COLLECTED_BYTES} flows as well.
 */
final class Attempt implements EngineHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int COLLECTED_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final Dispatch dispatch;
    private final InferenceCall call;
    private final Lease lease;
    private final CallTrace.Attempt trace;
    private final LongSupplier nanos;
    private @Nullable EngineExchange exchange;
    private @Nullable LiveReply live;
    private int status;
    private Headers headers = Headers.empty();
    private byte[] first = NOTHING;
    private @Nullable ByteArrayOutputStream more;
    private boolean stopped;
    private boolean reading = true;

    Attempt(Dispatch dispatch, InferenceCall call, Lease lease, CallTrace.Attempt trace, LongSupplier nanos) {
        this.dispatch = dispatch;
        this.call = call;
        this.lease = lease;
        this.trace = trace;
        this.nanos = nanos;
    }

    /** The exchange has begun; it may already be over, and what was wished for meanwhile is made good. */
    void start(EngineExchange begun) {
        exchange = begun;
        if (stopped) {
            begun.cancel();
        } else if (!reading) {
            begun.pause();
        }
    }

    /** The client has gone, or wants no more of it. */
    void cancel() {
        stop("cancelled");
    }

    /** Ends the attempt for a reason that is not the worker's, and gives back all that it holds. Idempotent. */
    void stop(String outcome) {
        if (stopped) {
            return;
        }
        lease.cancelled();
        drop();
        finish(outcome);
    }

    private void drop() {
        stopped = true;
        if (exchange != null) {
            exchange.cancel();
        }
    }

    void reading(boolean on) {
        reading = on;
        if (exchange != null && on) {
            exchange.resume();
        } else if (exchange != null) {
            exchange.pause();
        }
    }

    void contentCame(int events) {
        lease.firstToken();
        call.trace().contentCame(nanos.getAsLong(), events);
    }

    // ---- from the worker

    @Override
    public void head(int cameStatus, Headers cameHeaders) {
        status = cameStatus;
        headers = cameHeaders;
        call.trace().headCame(nanos.getAsLong());
        String type = cameHeaders.first("content-type");
        if (cameStatus < 400 && type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            flow(true);
        }
    }

    private LiveReply flow(boolean eventStream) {
        var reply = new LiveReply(this, status, Dispatch.forClient(headers), eventStream, dispatch.hidesUsage());
        live = reply;
        dispatch.flowing(reply);
        reply.holdUntilStarted();
        return reply;
    }

    @Override
    public void data(byte[] bytes) {
        if (live != null) {
            live.data(bytes);
        } else if (first.length == 0) {
            first = bytes;
        } else {
            collect(bytes);
        }
    }

    private void collect(byte[] bytes) {
        if (status >= 400 && more != null && more.size() > COLLECTED_BYTES) {
            return; // enough of an error
        }
        if (more == null) {
            more = new ByteArrayOutputStream(first.length + bytes.length);
            more.writeBytes(first);
        }
        more.writeBytes(bytes);
        if (more.size() > COLLECTED_BYTES && status < 400) {
            byte[] collected = body();
            contentCame(1);
            flow(false).data(collected);
        }
    }

    private byte[] body() {
        return more == null ? first : more.toByteArray();
    }

    @Override
    public void burstEnded() {
        if (live != null) {
            live.burstEnded();
        }
    }

    @Override
    public void end() {
        if (live != null) {
            flowed(live);
            return;
        }
        byte[] body = body();
        settle();
        if (status >= 400) {
            trace.outcome("worker_" + status);
            dispatch.answered(FinalAnswer.said(status, errorHeaders(), ErrorBodies.rewrap(status, body)));
        } else {
            contentCame(0);
            usage(UsageScanner.of(body));
            trace.outcome("ok");
            dispatch.answered(FinalAnswer.said(status, headers, body));
        }
    }

    private void flowed(LiveReply reply) {
        if (!reply.complete()) {
            failed(new EngineFailure.ResetMidBody(
                    lease.worker().endpoint() + ": the stream ended in the middle of an event"));
            return;
        }
        finish("ok");
        lease.succeeded();
        reply.end();
    }

    /** Back-pressure is no fault, and neither is a request that the worker refused as bad. */
    private void settle() {
        if (status == 429 || status == 503) {
            var after = RetryAfter.of(headers);
            lease.backPressure(after == null ? Duration.ZERO : after);
        } else if (status >= 500) {
            lease.faulted("worker_" + status);
        } else {
            lease.succeeded();
        }
    }

    private Headers errorHeaders() {
        String after = headers.first("retry-after");
        return after == null ? JSON : Headers.of("content-type", "application/json", "retry-after", after);
    }

    @Override
    public void failed(EngineFailure failure) {
        CallError error = Refusals.of(failure);
        LOG.warn("call {}: {}: {}", call.id(), error.code(), failure.detail());
        lease.faulted(failure instanceof EngineFailure.ConnectFailed ? Lease.CONNECT_FAILED : error.code());
        if (live != null) {
            finish(error.code());
            live.failed(error);
        } else {
            trace.outcome(error.code());
            dispatch.failed(failure);
        }
    }

    /** The stream broke a rule of ours: the worker's fault. */
    void broke(CallError error) {
        lease.faulted(error.code());
        drop();
        finish(error.code());
    }

    private void finish(String outcome) {
        trace.outcome(outcome);
        call.onCancel(null);
        dispatch.release();
    }

    void usage(@Nullable TokenUsage reported) {
        if (reported != null) {
            call.trace().usage(reported);
        }
    }
}
