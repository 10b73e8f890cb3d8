package io.serai.gateway.ingress;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the deadlines of one event loop's connections with a single tick, so that a deadline costs a request two field
 * writes. A deadline may pass up to {@link #TICK} late.
 */
final class Deadlines {
    static final Duration TICK = Duration.ofMillis(200);
    /** Slot of a connection that is not watched. */
    static final int NO_SLOT = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

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

    /** The last connection fills the gap: the order does not matter. Nothing happens if it is not watched. */
    void remove(Connection connection) {
        int gap = connection.slot();
        if (gap == NO_SLOT) {
            return;
        }
        connection.slot(NO_SLOT);
        Connection last = connections.removeLast();
        if (last != connection) {
            connections.set(gap, last);
            last.slot(gap);
        }
    }

    /** One connection's failure must not stop the deadlines of the others. */
    private static void check(Connection connection, long now) {
        try {
            connection.checkDeadline(now);
        } catch (RuntimeException e) {
            LOG.error("a connection's deadline could not be kept", e);
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
            check(connections.get(i), now);
        }
        ticking = false;
        if (!connections.isEmpty()) {
            tickLater(loop);
        }
    }
}
