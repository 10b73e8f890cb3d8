package io.serai.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One event-loop thread that makes client connections. One thread, so that the generator can never take more than
 * one core from what it measures, and so that the loads need no locks.
 */
public final class LoadClient implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;

    private LoadClient(EventLoopGroup group, Class<? extends Channel> channel) {
        this.group = group;
        this.loop = group.next();
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    }

    /** A client on epoll where the machine has it (microsecond timers), else on the JDK's selector (milliseconds). */
    public static LoadClient open() {
        var threads = new DefaultThreadFactory("load", true);
        return Epoll.isAvailable()
                ? new LoadClient(new EpollEventLoopGroup(1, threads), EpollSocketChannel.class)
                : new LoadClient(new NioEventLoopGroup(1, threads), NioSocketChannel.class);
    }

    /** Name of the transport in use, for the report. */
    public static String transport() {
        return Epoll.isAvailable() ? "epoll" : "nio";
    }

    EventLoop loop() {
        return loop;
    }

    /** Connects; {@code connected} or {@code failed} is called on the loop. */
    void connect(
            InetSocketAddress target,
            HttpConnection.Owner owner,
            Consumer<HttpConnection> connected,
            Consumer<Throwable> failed) {
        bootstrap.clone().handler(pipeline(owner)).connect(target).addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                connected.accept(done.channel().pipeline().get(HttpConnection.class));
            } else {
                failed.accept(done.cause());
            }
        });
    }

    private static ChannelInitializer<Channel> pipeline(HttpConnection.Owner owner) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpResponseDecoder(), new HttpConnection(channel, owner));
            }
        };
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
