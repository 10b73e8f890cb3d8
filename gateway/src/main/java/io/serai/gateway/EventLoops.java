package io.serai.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The event loops that serve clients and workers alike.
 *
 * @param group       the loops
 * @param nativeEpoll whether they are Linux' own
 */
record EventLoops(EventLoopGroup group, boolean nativeEpoll) {
    /** {@code threads} loops; 0 for one a core. */
    static EventLoops start(int threads) {
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        var names = new DefaultThreadFactory("serai-loop");
        return Epoll.isAvailable()
                ? new EventLoops(new EpollEventLoopGroup(count, names), true)
                : new EventLoops(new NioEventLoopGroup(count, names), false);
    }
}
