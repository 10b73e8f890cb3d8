package io.serai.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The event loops that serve clients and workers alike.
 *
 * @param group       the loops
 * @param nativeEpoll whether they are Linux' own
 */
record EventLoops(EventLoopGroup group, boolean nativeEpoll) {
    private static final long STOP_SECONDS = 2;

    /** {@code threads} loops; 0 for one a core. */
    static EventLoops start(int threads) {
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        var names = new DefaultThreadFactory("serai-loop");
        return Epoll.isAvailable()
                ? new EventLoops(new EpollEventLoopGroup(count, names), true)
                : new EventLoops(new NioEventLoopGroup(count, names), false);
    }

    /** One of the loops. */
    ScheduledExecutorService next() {
        return group.next();
    }

    /** Ends the loops soon; what they still do is cut after {@value #STOP_SECONDS} s. */
    void stop() {
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    }
}
