package io.serai.bench;

import io.serai.bench.load.Load;
import io.serai.bench.load.LoadClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * How to load a rung and what to state about it.
 *
 * @param opening makes the load for a rung's addresses
 * @param settle  how long the load runs before each window
 * @param figures what a window says
 */
record LoadPlan(Opening opening, Duration settle, Function<Window, Figures> figures) {
    /** Makes a load that is not started yet. */
    @FunctionalInterface
    interface Opening {
        Load open(LoadClient client, List<InetSocketAddress> targets);
    }
}
