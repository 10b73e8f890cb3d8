package io.serai.engines.http;

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
    private @Nullable Http1Connection connection;
    private int slot;

    Http1Exchange(EngineRequest request, EngineHandler handler, LoopConnections owner, long startNanos) {
        this.request = request;
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

    /** Ends the exchange if one of its limits has passed. */
    void checkDeadlines(long now) {
        Timeouts limits = request.timeouts();
        if (passed(limits.total(), startNanos, now)) {
            timeOut(TimedOut.Limit.TOTAL, limits.total());
        } else if (state == State.SENT && passed(limits.firstByte(), lastByteNanos, now)) {
            timeOut(TimedOut.Limit.FIRST_BYTE, limits.firstByte());
        } else if (state == State.BODY && !paused && passed(limits.idle(), lastByteNanos, now)) {
            timeOut(TimedOut.Limit.IDLE, limits.idle());
        }
    }

    private static boolean passed(Duration limit, long since, long now) {
        return !limit.isZero() && now - since > limit.toNanos();
    }

    private void timeOut(TimedOut.Limit limit, Duration allowed) {
        Http1Connection used = connection;
        fail(new TimedOut(limit, request.endpoint() + ": no answer within " + allowed));
        if (used != null) {
            used.close();
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (connection != null) {
            connection.reading(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (connection != null) {
            connection.reading(true);
        }
    }

    @Override
    public void cancel() {
        Http1Connection used = connection;
        if (leave() && used != null) {
            used.close();
        }
    }

    private boolean leave() {
        if (state == State.OVER) {
            return false;
        }
        state = State.OVER;
        connection = null;
        owner.forget(this);
        return true;
    }
}
