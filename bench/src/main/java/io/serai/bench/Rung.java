package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** Who stands between the load generator and the workers. */
sealed interface Rung permits DirectRung, NginxRung, SeraiRung, PeerRung {
    /** Name on the command line and in the report. */
    String name();

    /** True when it needs to be warmed up as a JVM does. */
    default boolean jvm() {
        return false;
    }

    /**
     * Starts it, and returns when it has answered a chat request with 200.
     *
     * @throws BenchFailure when it is missing or does not get ready; the message says what to install or look at
     */
    StartedRung start(Setting setting) throws InterruptedException;

    /**
     * What a rung works with.
     *
     * @param workers addresses of the workers
     * @param policy  how to choose between them, in this project's spelling; rungs without policies ignore it
     * @param folder  empty folder for logs and configuration
     */
    record Setting(List<InetSocketAddress> workers, String policy, Path folder) {
        public Setting {
            workers = List.copyOf(workers);
        }

        /** The workers as URLs. */
        List<String> urls() {
            return workers.stream()
                    .map(worker -> "http://%s:%d".formatted(worker.getHostString(), worker.getPort()))
                    .toList();
        }
    }
}
