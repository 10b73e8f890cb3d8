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

/** What one event loop owns: idle connections by endpoint, exchanges under way, and the tick that watches both. */
final class LoopConnections {
    static final Duration TICK = Duration.ofMillis(100);

    private final EventLoop loop;
    private final HttpClientSettings settings;
    private final Addresses addresses;
    private final LongSupplier nanos;
    private final Map<Endpoint, Deque<Http1Connection>> idle = new HashMap<>();
    private final List<Http1Exchange> active = new ArrayList<>();
    private boolean ticking;

    LoopConnections(EventLoop loop, HttpClientSettings settings, Addresses addresses, LongSupplier nanos) {
        this.loop = loop;
        this.settings = settings;
        this.addresses = addresses;
        this.nanos = nanos;
    }

    EngineExchange begin(EngineRequest request, EngineHandler handler) {
        var exchange = new Http1Exchange(request, handler, this, nanos.getAsLong());
        watch(exchange);
        Http1Connection reused = takeIdle(exchange.request().endpoint());
        if (reused != null) {
            reused.run(exchange);
        } else {
            connect(exchange);
        }
        return exchange;
    }

    private @Nullable Http1Connection takeIdle(Endpoint endpoint) {
        Deque<Http1Connection> waiting = idle.get(endpoint);
        return waiting == null ? null : waiting.pollFirst();
    }

    /** Called by a connection that may serve another request. */
    void release(Http1Connection connection) {
        if (settings.idleConnection().isZero()) {
            connection.close();
            return;
        }
        idle.computeIfAbsent(connection.endpoint(), it -> new ArrayDeque<>()).addFirst(connection);
        startTicking();
    }

    /** Called by a connection that closed while it was idle. */
    void lost(Http1Connection connection) {
        Deque<Http1Connection> waiting = idle.get(connection.endpoint());
        if (waiting != null) {
            waiting.remove(connection);
        }
    }

    void closeIdle() {
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
        var connection = new Http1Connection(endpoint, this, nanos);
        bootstrap(exchange, connection)
                .connect(new InetSocketAddress(found[index], endpoint.port()))
                .addListener((ChannelFuture future) -> {
                    if (future.isSuccess()) {
                        connection.ready(future.channel(), exchange);
                    } else if (index + 1 < found.length && !exchange.over()) {
                        connect(exchange, found, index + 1);
                    } else {
                        exchange.fail(new EngineFailure.ConnectFailed(
                                endpoint + ": " + Http1Connection.reason(future.cause())));
                    }
                });
    }

    private Bootstrap bootstrap(Http1Exchange exchange, Http1Connection connection) {
        long connectMillis = exchange.request().timeouts().connect().toMillis();
        return new Bootstrap()
                .group(loop)
                .channel(channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(connectMillis, Integer.MAX_VALUE))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connection.assemble(channel.pipeline(), settings, connectMillis);
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

    private void watch(Http1Exchange exchange) {
        exchange.slot(active.size());
        active.add(exchange);
        startTicking();
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            loop.schedule(this::tick, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        long now = nanos.getAsLong();
        for (int i = active.size() - 1; i >= 0; i--) {
            active.get(i).checkDeadlines(now); // may forget it: what then stands at i has been visited
        }
        closeStale(now);
        ticking = false;
        if (!active.isEmpty() || !idle.isEmpty()) {
            startTicking();
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
        long oldest = now - settings.idleConnection().toNanos();
        idle.values().removeIf(waiting -> {
            while (!waiting.isEmpty() && waiting.peekLast().idleSinceNanos() - oldest < 0) {
                waiting.removeLast().close();
            }
            return waiting.isEmpty();
        });
    }
}
