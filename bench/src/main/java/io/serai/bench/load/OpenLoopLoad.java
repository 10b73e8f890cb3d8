package io.serai.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Sends at a fixed rate whatever the server does, and measures each request from the time it should have been
 * sent. A stall so costs every request that fell into it, as it would cost real clients.
 */
public final class OpenLoopLoad extends LoopLoad {
    private final List<WireRequest> requests;
    private final Duration interval;

    /** One request per {@code interval}, in turn, over at most {@code connections} connections. */
    public OpenLoopLoad(
            LoadClient client,
            List<InetSocketAddress> targets,
            List<WireRequest> requests,
            Duration interval,
            int connections) {
        super(client, targets, connections);
        this.requests = List.copyOf(requests);
        this.interval = interval;
    }

    @Override
    void begin() {
        var rate = new PacedSends(new Pacer(System.nanoTime(), interval), System::nanoTime, pool, requests, recording);
        tick(rate);
    }

    private void tick(PacedSends sends) {
        long wait = sends.sendDue();
        later(() -> tick(sends), wait);
    }
}
