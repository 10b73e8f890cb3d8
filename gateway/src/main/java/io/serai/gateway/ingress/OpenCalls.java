package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.serai.steps.fleet.Lifecycle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls under way and decides whether new ones are welcome. A shutdown first makes readiness fail
 * ({@link #settle}), then refuses new calls ({@link #refuse}), and waits for the others.
 */
public final class OpenCalls implements Lifecycle {
    private enum Phase {
        SERVING,
        SETTLING,
        REFUSING
    }

    private final AtomicInteger running = new AtomicInteger();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile Phase phase = Phase.SERVING;

    @Override
    public boolean accepting() {
        return phase == Phase.SERVING;
    }

    /** Makes readiness fail while requests are still served, so that balancers look elsewhere. */
    public void settle() {
        phase = Phase.SETTLING;
    }

    /** Refuses new calls and closes idle connections. */
    public void refuse() {
        phase = Phase.REFUSING;
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Connection.CLOSE_IF_IDLE));
    }

    /** Ends the calls that still run: streams with an error event, the others with a refusal. */
    public void cut() {
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Connection.CUT));
    }

    boolean refusing() {
        return phase == Phase.REFUSING;
    }

    /** Calls under way, streams included. */
    public int running() {
        return running.get();
    }

    void connected(Channel channel) {
        connections.add(channel);
    }

    void began() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }
}
