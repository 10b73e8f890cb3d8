package io.serai.engines.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineFailure.TimedOut;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request from {@code send} to its end; forgets its connection when it is over. */
final class Http1Exchange implements EngineExchange {
    private enum State {
        CONNECTING,
        SENT,
        BODY,
        OVER
    }

    private final EngineRequest request;
    private final EngineHandler handler;
    private final LoopConnections owner;
    private final long startNanos;
    private State state = State.CONNECTING;
    private long lastByteNanos;
    private boolean paused;
    private @Nullable FullHttpRequest message;
    private @Nullable Http1Connection connection;
    private int slot;

    Http1Exchange(EngineRequest request, EngineHandler handler, LoopConnections owner, long startNanos) {
        this.request = request;
        this.message = RequestMessage.of(request);
        this.handler = handler;
        this.owner = owner;
        this.startNanos = startNanos;
        this.lastByteNanos = startNanos;
    }

    EngineRequest request() {
        return request;
    }

    /** Position in the owner's list. */
    int slot() {
        return slot;
    }

    void slot(int position) {
        slot = position;
    }

    boolean over() {
        return state == State.OVER;
    }

    boolean headCame() {
        return state == State.BODY;
    }

    boolean paused() {
        return paused;
    }

    /** What is to be written, once: a sent request must not keep its body. */
    @Nullable
    FullHttpRequest takeMessage() {
        FullHttpRequest taken = message;
        message = null;
        return taken;
    }

    /** {@code used} is being opened for this exchange; ends with it. */
    void connecting(Http1Connection used) {
        connection = used;
    }

    void sent(Http1Connection used, long nanos) {
        state = State.SENT;
        connection = used;
        lastByteNanos = nanos;
    }

    void head(int status, Headers headers, long nanos) {
        state = State.BODY;
        lastByteNanos = nanos;
        handler.head(status, headers);
    }

    void data(byte[] bytes, long nanos) {
        lastByteNanos = nanos;
        handler.data(bytes);
    }

    void burstEnded() {
        handler.burstEnded();
    }

    void end() {
        if (leave()) {
            handler.end();
        }
    }

    void fail(EngineFailure failure) {
        if (leave()) {
            handler.failed(failure);
        }
    }

    /** The connection broke; what that means depends on how far the answer had come. */
    void broken(String detail) {
        fail(state == State.BODY ? new EngineFailure.ResetMidBody(detail) : new EngineFailure.ResetBeforeHead(detail));
    }

    /** Ends the exchange if one of its limits has passed. While it is paused, it waits for nobody but its reader. */
    void checkDeadlines(long now) {
        Timeouts limits = request.timeouts();
        if (passed(limits.total(), startNanos, now)) {
            stop(timedOut(TimedOut.Limit.TOTAL, limits.total()));
        } else if (state == State.CONNECTING && passed(limits.connect(), startNanos, now)) {
            stop(new EngineFailure.ConnectFailed(request.endpoint() + ": no connection within " + limits.connect()));
        } else if (state == State.SENT && !paused && passed(limits.firstByte(), lastByteNanos, now)) {
            stop(timedOut(TimedOut.Limit.FIRST_BYTE, limits.firstByte()));
        } else if (state == State.BODY && !paused && passed(limits.idle(), lastByteNanos, now)) {
            stop(timedOut(TimedOut.Limit.IDLE, limits.idle()));
        }
    }

    private static boolean passed(Duration limit, long since, long now) {
        return !limit.isZero() && now - since > limit.toNanos();
    }

    private TimedOut timedOut(TimedOut.Limit limit, Duration allowed) {
        return new TimedOut(limit, request.endpoint() + ": no answer within " + allowed);
    }

    private void stop(EngineFailure failure) {
        Http1Connection used = connection;
        if (leave()) {
            if (used != null) {
                used.discard();
            }
            handler.failed(failure);
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (connection != null && state != State.CONNECTING) {
            connection.reading(false);
        }
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            lastByteNanos = owner.now();
        }
        if (connection != null && state != State.CONNECTING) {
            connection.reading(true);
        }
    }

    @Override
    public void cancel() {
        Http1Connection used = connection;
        if (leave() && used != null) {
            used.discard();
        }
    }

    private boolean leave() {
        if (state == State.OVER) {
            return false;
        }
        state = State.OVER;
        connection = null;
        message = null;
        owner.forget(this);
        return true;
    }
}
