package io.serai.engines.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one event loop owns: idle connections by endpoint, exchanges under way, and the tick that watches both. */
final class LoopConnections {
    private static final Logger LOG = LoggerFactory.getLogger(LoopConnections.class);
    static final Duration TICK = Duration.ofMillis(100);

    private final EventLoop loop;
    private final HttpClientSettings settings;
    private final Addresses addresses;
    private final LongSupplier nanos;
    private final Map<Endpoint, Deque<Http1Connection>> idle = new HashMap<>();
    private final List<Http1Exchange> active = new ArrayList<>();
    private final long idleNanos;
    private boolean ticking;
    private boolean closed;

    LoopConnections(EventLoop loop, HttpClientSettings settings, Addresses addresses, LongSupplier nanos) {
        this.loop = loop;
        this.settings = settings;
        this.addresses = addresses;
        this.nanos = nanos;
        this.idleNanos = settings.idleConnection().toNanos();
    }

    long now() {
        return nanos.getAsLong();
    }

    EngineExchange begin(EngineRequest request, EngineHandler handler) {
        Http1Exchange exchange = watch(request, handler);
        Http1Connection reused = takeIdle(request.endpoint());
        if (reused != null) {
            reused.run(exchange);
        } else {
            connect(exchange);
        }
        return exchange;
    }

    /** The connection used last. One that the worker closed may still be listed: its event is on the way. */
    private @Nullable Http1Connection takeIdle(Endpoint endpoint) {
        long now = now();
        Deque<Http1Connection> waiting = idle.get(endpoint);
        while (waiting != null && !waiting.isEmpty()) {
            Http1Connection first = waiting.removeFirst();
            if (first.usable() && now - first.idleSinceNanos() <= idleNanos) {
                return first;
            }
            first.close();
        }
        return null;
    }

    /** Called by a connection that may serve another request. */
    void release(Http1Connection connection) {
        if (closed || idleNanos == 0) {
            connection.close();
            return;
        }
        idle.computeIfAbsent(connection.endpoint(), it -> new ArrayDeque<>()).addFirst(connection);
        startTicking();
    }

    /** Called by an idle connection that is at its end. */
    void lost(Http1Connection connection) {
        Deque<Http1Connection> waiting = idle.get(connection.endpoint());
        if (waiting != null) {
            waiting.remove(connection);
        }
    }

    /** Closes idle connections, and those under way when their exchange is over. */
    void close() {
        closed = true;
        idle.values().forEach(waiting -> List.copyOf(waiting).forEach(Http1Connection::close));
        idle.clear();
    }

    // ---- connecting

    private void connect(Http1Exchange exchange) {
        String host = exchange.request().endpoint().url().getHost();
        addresses
                .of(host)
                .whenComplete((found, failure) -> onLoop(() -> {
                    if (failure != null) {
                        exchange.fail(new EngineFailure.ConnectFailed("host " + host + " does not resolve"));
                    } else if (!exchange.over()) {
                        connect(exchange, found, 0);
                    }
                }));
    }

    private void connect(Http1Exchange exchange, InetAddress[] found, int index) {
        Endpoint endpoint = exchange.request().endpoint();
        var connection = new Http1Connection(endpoint, this, settings, nanos);
        exchange.connecting(connection);
        ChannelFuture opened = bootstrap(exchange, connection, found.length)
                .connect(new InetSocketAddress(found[index], endpoint.port()));
        connection.opening(opened.channel());
        // Where no socket could be made, as without a free file descriptor, Netty tells it on a thread of its own.
        opened.addListener(future -> onLoop(() -> {
            if (future.isSuccess()) {
                connection.ready(exchange);
            } else if (index + 1 < found.length && !exchange.over()) {
                connect(exchange, found, index + 1);
            } else {
                exchange.fail(
                        new EngineFailure.ConnectFailed(endpoint + ": " + Http1Connection.reason(future.cause())));
            }
        }));
    }

    /** The exchange watches the limit for all addresses and the handshake; none may use up the time of the others. */
    private Bootstrap bootstrap(Http1Exchange exchange, Http1Connection connection, int addresses) {
        long limit = exchange.request().timeouts().connect().toMillis();
        int share = limit == 0 ? 0 : Math.clamp(limit / addresses, 1, Integer.MAX_VALUE);
        return new Bootstrap()
                .group(loop)
                .channel(channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share)
                // A worker may refuse a body before it has read it: when writing fails, its answer can still be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connection.assemble(channel.pipeline());
                    }
                });
    }

    private Class<? extends SocketChannel> channelType() {
        return loop.parent() instanceof EpollEventLoopGroup ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    // ---- watching

    /** A new exchange, not yet on its way, under the eye of the tick until it is over. */
    Http1Exchange watch(EngineRequest request, EngineHandler handler) {
        var exchange = new Http1Exchange(request, handler, this, now());
        exchange.slot(active.size());
        active.add(exchange);
        startTicking();
        return exchange;
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            loop.schedule(this::tick, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        long now = now();
        // A handler may end and begin exchanges meanwhile; one that is missed so has the next tick.
        for (int i = active.size() - 1; i >= 0; i--) {
            if (i < active.size()) {
                check(active.get(i), now);
            }
        }
        closeStale(now);
        ticking = false;
        if (!active.isEmpty() || !idle.isEmpty()) {
            startTicking();
        }
    }

    private static void check(Http1Exchange exchange, long now) {
        try {
            exchange.checkDeadlines(now);
        } catch (RuntimeException e) {
            LOG.error("a handler failed when its exchange timed out", e);
        }
    }

    /** Called by an exchange that is over. The last one fills the gap: the order does not matter. */
    void forget(Http1Exchange exchange) {
        Http1Exchange last = active.removeLast();
        if (last != exchange) {
            active.set(exchange.slot(), last);
            last.slot(exchange.slot());
        }
    }

    private void closeStale(long now) {
        idle.values().removeIf(waiting -> {
            while (!waiting.isEmpty() && now - waiting.peekLast().idleSinceNanos() > idleNanos) {
                waiting.removeLast().close();
            }
            return waiting.isEmpty();
        });
    }
}
