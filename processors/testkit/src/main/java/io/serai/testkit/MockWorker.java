package io.serai.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An inference engine that generates nothing but behaves like one; the package text says what it is honest about.
 *
 * <pre>{@code
 * try (MockWorker worker = MockWorker.start(MockWorkerOptions.builder().model("m").build())) {
 *     worker.faults(FaultRule.next(1, new Fault.Status(503)));
 *     ...
 *     worker.awaitRequests(2, Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Closing it cuts its connections.
 */
public final class MockWorker implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 << 10;
    private static final int MAX_HEAD_BYTES = 256 << 10;
    private static final int MAX_CHUNK_BYTES = 64 << 10;

    private final WorkerCore core;
    private final EventLoopGroup loops;
    private final Channel server;

    private MockWorker(WorkerCore core, EventLoopGroup loops, Channel server) {
        this.core = core;
        this.loops = loops;
        this.server = server;
    }

    /** Starts a worker; it accepts connections when this returns. */
    public static MockWorker start(MockWorkerOptions options) {
        WorkerCore core = new WorkerCore(options);
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops = loops(options.threads(), epoll);
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(serverType(epoll))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Connections(core))
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IllegalStateException(
                    "cannot listen on %s:%d; choose a free --port".formatted(options.host(), options.port()),
                    bound.cause());
        }
        return new MockWorker(core, loops, bound.channel());
    }

    /** Starts a worker with the defaults. */
    public static MockWorker start() {
        return start(MockWorkerOptions.defaults());
    }

    @SuppressWarnings("deprecation") // the same groups as in the rest of the 4.1 line
    private static EventLoopGroup loops(int threads, boolean epoll) {
        ThreadFactory factory = new DefaultThreadFactory("mock-worker", true);
        return epoll ? new EpollEventLoopGroup(threads, factory) : new NioEventLoopGroup(threads, factory);
    }

    private static Class<? extends ServerChannel> serverType(boolean epoll) {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private static final class Connections extends ChannelInitializer<Channel> {
        private final WorkerCore core;

        Connections(WorkerCore core) {
            this.core = core;
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpDecoderConfig config = new HttpDecoderConfig()
                    .setMaxInitialLineLength(MAX_LINE_BYTES)
                    .setMaxHeaderSize(MAX_HEAD_BYTES)
                    .setMaxChunkSize(MAX_CHUNK_BYTES)
                    .setValidateHeaders(false);
            HttpRequestDecoder decoder = new HttpRequestDecoder(config);
            channel.pipeline().addLast(decoder);
            ChannelHandlerContext ctx = channel.pipeline().context(decoder);
            channel.pipeline().addLast(new WorkerConnection(core, ctx));
        }
    }

    /** For example {@code http://127.0.0.1:40123}, without a slash at the end. */
    public String baseUrl() {
        return "http://%s:%d".formatted(core.options().host(), port());
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** The options it was started with. */
    public MockWorkerOptions options() {
        return core.options();
    }

    /** What it has seen up to now. */
    public MockCounters counters() {
        return core.counters();
    }

    /** Replaces the faults of the data path; no argument clears them. */
    public void faults(FaultRule... rules) {
        core.faults().set(List.of(rules));
    }

    /** Makes the health endpoints fail, apart from the data path; null heals them. */
    public void healthFault(@Nullable Fault fault) {
        core.faults().health(fault);
    }

    /** What completions say from now on, a token each; none for the usual words. */
    public void answer(String... pieces) {
        core.answer(RawAnswer.of(List.of(pieces)));
    }

    /** The last request of the data path whose body has come; fails when there was none. */
    public RecordedRequest lastRequest() {
        List<RecordedRequest> recent = recentRequests();
        if (recent.isEmpty()) {
            throw new AssertionError("no request has reached the worker");
        }
        return recent.getLast();
    }

    /** The last 32 requests of the data path, oldest first. */
    public List<RecordedRequest> recentRequests() {
        return core.ledger().recent();
    }

    /** Waits until at least {@code count} requests of the data path have begun to arrive. */
    public void awaitRequests(long count, Duration timeout) {
        await("requests >= " + count, counters -> counters.requests() >= count, timeout);
    }

    /** Waits until the counters are as wanted, or fails with what they are; {@code what} names the wish. */
    public void await(String what, Predicate<MockCounters> wanted, Duration timeout) {
        try {
            if (!core.ledger().await(() -> wanted.test(counters()), timeout)) {
                throw new AssertionError("waited %s for %s; %s".formatted(timeout, what, counters()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    /** Counters to zero, faults cleared, cache empty, the first answer again; connections and running requests stay. */
    public void reset() {
        core.reset();
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
