package io.serai.engines.http;

import io.netty.channel.EventLoop;
import io.serai.core.EngineClient;
import io.serai.core.EngineExchange;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Sends requests over HTTP/1.1 with keep-alive. Each event loop owns its connections, so a call never changes threads
 * and nothing locks. Requests must name a Netty event loop in {@link EngineRequest#loop()}.
 */
public final class HttpEngineClient implements EngineClient, AutoCloseable {
    private final HttpClientSettings settings;
    private final LongSupplier nanos;
    private final Addresses addresses;
    private final ConcurrentMap<EventLoop, LoopConnections> loops = new ConcurrentHashMap<>();

    /** A client that reads the time from {@code nanos}, as {@link System#nanoTime()} does. */
    public HttpEngineClient(HttpClientSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.addresses = new Addresses(nanos);
    }

    @Override
    public EngineExchange send(EngineRequest request, EngineHandler handler) {
        if (!(request.loop() instanceof EventLoop loop)) {
            throw new IllegalArgumentException("request.loop() must be a Netty event loop, not " + request.loop());
        }
        return connectionsOf(loop).begin(request, handler);
    }

    private LoopConnections connectionsOf(EventLoop loop) {
        LoopConnections known = loops.get(loop);
        return known != null
                ? known
                : loops.computeIfAbsent(loop, it -> new LoopConnections(it, settings, addresses, nanos));
    }

    /** Closes idle connections; exchanges under way end on their own, and their connections with them. */
    @Override
    public void close() {
        loops.forEach((loop, connections) -> {
            if (!loop.isShuttingDown()) {
                loop.execute(connections::close);
            }
        });
    }
}
