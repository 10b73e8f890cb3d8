package io.serai.bench;

import io.serai.bench.process.BenchProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rung that answers.
 *
 * @param targets where requests go
 * @param process what is measured; empty where nothing stands in between
 * @param startup from the start of the process to the first 200
 */
record StartedRung(List<InetSocketAddress> targets, Optional<BenchProcess> process, Duration startup)
        implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    StartedRung {
        targets = List.copyOf(targets);
    }

    static StartedRung direct(List<InetSocketAddress> workers) {
        return new StartedRung(workers, Optional.empty(), Duration.ZERO);
    }

    /** Waits until {@code process} answers a chat request on {@code port}; closes it when it does not. */
    static StartedRung await(BenchProcess process, int port) throws InterruptedException {
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            process.await(_ -> Probe.answersChat(target), READY_LIMIT);
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
        var startup = Duration.ofNanos(System.nanoTime() - process.startedNanos());
        return new StartedRung(List.of(target), Optional.of(process), startup);
    }

    @Override
    public void close() {
        process.ifPresent(BenchProcess::close);
    }
}
