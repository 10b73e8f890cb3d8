package io.serai.engines.http;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.Timeouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.assertj.core.api.Assumptions;

/** The client under test on one real event loop. */
final class Rig implements AutoCloseable {
    /** Kind of event loop. */
    enum Transport {
        NIO,
        EPOLL
    }

    static final Timeouts NO_LIMITS = new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final HttpEngineClient client;

    Rig(Transport transport, HttpClientSettings settings, LongSupplier nanos) {
        group = group(transport);
        loop = group.next();
        client = new HttpEngineClient(settings, nanos);
    }

    Rig(Transport transport) {
        this(transport, HttpClientSettings.DEFAULT, System::nanoTime);
    }

    @SuppressWarnings("deprecation") // the same groups as in the rest of the 4.1 line
    private static EventLoopGroup group(Transport transport) {
        var threads = new DefaultThreadFactory("loop", true);
        if (transport == Transport.NIO) {
            return new NioEventLoopGroup(1, threads);
        }
        Assumptions.assumeThat(Epoll.isAvailable()).as("epoll").isTrue();
        return new EpollEventLoopGroup(1, threads);
    }

    HttpEngineClient client() {
        return client;
    }

    EventLoop loop() {
        return loop;
    }

    EngineRequest get(Endpoint endpoint, String target) {
        return request(endpoint, "GET", target, Headers.empty(), NO_LIMITS);
    }

    EngineRequest get(Endpoint endpoint, Timeouts timeouts) {
        return request(endpoint, "GET", "/", Headers.empty(), timeouts);
    }

    EngineRequest post(Endpoint endpoint, String... pieces) {
        return new EngineRequest(
                endpoint,
                "POST",
                "/",
                Headers.empty(),
                List.of(pieces).stream()
                        .map(piece -> EngineRequest.Bytes.all(piece.getBytes(StandardCharsets.ISO_8859_1)))
                        .toList(),
                NO_LIMITS,
                loop);
    }

    EngineRequest request(Endpoint endpoint, String method, String target, Headers headers, Timeouts timeouts) {
        return new EngineRequest(endpoint, method, target, headers, List.of(), timeouts, loop);
    }

    EngineExchange send(EngineRequest request, EngineHandler handler) {
        return onLoop(() -> client.send(request, handler));
    }

    /** Sends a GET and waits for the whole answer. */
    Recorder answer(Endpoint endpoint) {
        var recorder = new Recorder();
        send(get(endpoint, "/"), recorder);
        return recorder.awaitAnswer();
    }

    /** Runs on the event loop and returns what came out. */
    <T> T onLoop(Callable<T> task) {
        try {
            return loop.submit(task).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the event loop did not do it", e);
        }
    }

    void onLoop(Runnable task) {
        onLoop(() -> {
            task.run();
            return true;
        });
    }

    @Override
    public void close() {
        client.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
