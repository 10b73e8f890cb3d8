package io.serai.bench.load;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What every load shares: a connection pool, a recording and the hops onto the loop. */
abstract sealed class LoopLoad implements Load permits ClosedLoopLoad, OpenLoopLoad, StreamLoad, ConversationLoad {
    /** Pause before a failed request is tried again, so that a dead target is not hammered. */
    static final long BACK_OFF_MILLIS = 20;

    final LoadClient client;
    final ConnectionPool pool;
    final Recording recording = new Recording();
    private boolean stopped;

    LoopLoad(LoadClient client, List<InetSocketAddress> targets, int connections) {
        this.client = client;
        this.pool = new ConnectionPool(client, targets, connections);
    }

    /** First sends; called on the loop. */
    abstract void begin();

    @Override
    public final void start() {
        client.loop().execute(this::begin);
    }

    @Override
    public final Tally drain() {
        return onLoop(recording::drain);
    }

    @Override
    public final void close() {
        onLoop(() -> {
            stopped = true;
            pool.close();
            return true;
        });
    }

    final boolean stopped() {
        return stopped;
    }

    /** Runs {@code step} on the loop after {@code nanos}, unless the load was closed by then. */
    final void later(Runnable step, long nanos) {
        var _ = client.loop().schedule(() -> unlessStopped(step), nanos, TimeUnit.NANOSECONDS);
    }

    private void unlessStopped(Runnable step) {
        if (!stopped) {
            step.run();
        }
    }

    final void retryLater(Runnable step) {
        later(step, TimeUnit.MILLISECONDS.toNanos(BACK_OFF_MILLIS));
    }

    final <T> T onLoop(Callable<T> task) {
        var done = client.loop().submit(task).syncUninterruptibly();
        return done.getNow();
    }
}
