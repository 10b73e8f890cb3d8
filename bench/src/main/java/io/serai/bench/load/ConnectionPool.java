package io.serai.bench.load;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a set of targets, used newest-first, so that an idle load keeps few of them busy. Requests wait in
 * order while all are taken. Confined to the loop of its client.
 */
final class ConnectionPool implements Sender, HttpConnection.Owner {
    private record Waiting(WireRequest request, Reply reply) {}

    private final LoadClient client;
    private final List<InetSocketAddress> targets;
    private final int limit;
    private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Set<HttpConnection> open = new HashSet<>();
    private int connecting;
    private int nextTarget;
    private boolean closed;

    ConnectionPool(LoadClient client, List<InetSocketAddress> targets, int limit) {
        this.client = client;
        this.targets = List.copyOf(targets);
        this.limit = limit;
    }

    @Override
    public void send(WireRequest request, Reply reply) {
        var connection = takeIdle();
        if (connection != null) {
            connection.send(request, reply);
            return;
        }
        waiting.add(new Waiting(request, reply));
        connectIfAllowed();
    }

    /** Closes everything; replies under way are not told. */
    void close() {
        closed = true;
        waiting.clear();
        idle.clear();
        List.copyOf(open).forEach(HttpConnection::abandon);
        open.clear();
    }

    private @Nullable HttpConnection takeIdle() {
        for (var connection = idle.pollLast(); connection != null; connection = idle.pollLast()) {
            if (connection.usable()) {
                return connection;
            }
        }
        return null;
    }

    private void connectIfAllowed() {
        if (closed || open.size() + connecting >= limit) {
            return;
        }
        connecting++;
        var target = targets.get(nextTarget++ % targets.size());
        client.connect(target, this, this::connected, this::refused);
    }

    private void connected(HttpConnection connection) {
        connecting--;
        if (closed) {
            connection.abandon();
            return;
        }
        open.add(connection);
        idle(connection);
    }

    /** The oldest waiting request takes the connection, else it rests. */
    @Override
    public void idle(HttpConnection connection) {
        var next = closed ? null : waiting.poll();
        if (next == null) {
            idle.add(connection);
        } else {
            connection.send(next.request, next.reply);
        }
    }

    @Override
    public void gone(HttpConnection connection) {
        open.remove(connection);
        idle.remove(connection);
        if (!waiting.isEmpty()) {
            connectIfAllowed();
        }
    }

    private void refused(Throwable cause) {
        connecting--;
        var victim = waiting.poll();
        if (victim != null) {
            victim.reply.failed("connect: " + cause.getClass().getSimpleName());
        }
        if (!waiting.isEmpty()) {
            connectIfAllowed();
        }
    }
}
