package io.serai.gateway.ingress;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches the deadlines of one event loop's connections with a single tick, so that a deadline costs a request two field
 * writes. A deadline may pass up to {@link #TICK} late.
 */
final class Deadlines {
    static final Duration TICK = Duration.ofMillis(200);

    private static final FastThreadLocal<Deadlines> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Deadlines initialValue() {
            return new Deadlines();
        }
    };

    private final List<Connection> connections = new ArrayList<>();
    private boolean ticking;

    /** The deadlines of the event loop that calls. */
    static Deadlines ofThisLoop() {
        return OF_LOOP.get();
    }

    void add(Connection connection, EventLoop loop) {
        connection.slot(connections.size());
        connections.add(connection);
        tickLater(loop);
    }

    /** The last connection fills the gap: the order does not matter. */
    void remove(Connection connection) {
        Connection last = connections.removeLast();
        if (last != connection) {
            connections.set(connection.slot(), last);
            last.slot(connection.slot());
        }
    }

    private void tickLater(EventLoop loop) {
        if (!ticking) {
            ticking = true;
            loop.schedule(() -> tick(loop), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick(EventLoop loop) {
        long now = System.nanoTime();
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).checkDeadline(now);
        }
        ticking = false;
        if (!connections.isEmpty()) {
            tickLater(loop);
        }
    }
}
