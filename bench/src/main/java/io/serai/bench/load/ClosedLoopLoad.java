package io.serai.bench.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A fixed number of connections, each of which sends its next request when the last one was answered. Finds the
 * throughput and loads the server fully; its latencies say little about a lightly loaded server.
 */
public final class ClosedLoopLoad extends LoopLoad {
    private final List<WireRequest> requests;
    private final int connections;
    private int next;

    /** Requests are sent in turn, over and over. */
    public ClosedLoopLoad(
            LoadClient client, List<InetSocketAddress> targets, List<WireRequest> requests, int connections) {
        super(client, targets, connections);
        this.requests = List.copyOf(requests);
        this.connections = connections;
    }

    @Override
    void begin() {
        for (int i = 0; i < connections; i++) {
            sendNext();
        }
    }

    private void sendNext() {
        if (stopped()) {
            return;
        }
        next = (next + 1) % requests.size();
        pool.send(requests.get(next), new Timed(System.nanoTime()));
    }

    private final class Timed implements Reply {
        private final long sentNanos;

        Timed(long sentNanos) {
            this.sentNanos = sentNanos;
        }

        @Override
        public void ended(int status) {
            if (status == 200) {
                recording.completed(System.nanoTime() - sentNanos);
                sendNext();
            } else {
                failed("HTTP " + status);
            }
        }

        @Override
        public void failed(String reason) {
            recording.failed(reason);
            retryLater(ClosedLoopLoad.this::sendNext);
        }
    }
}
