package io.serai.bench;

import io.serai.bench.process.BenchProcess;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mock workers in processes of their own, on ports that they chose. */
final class MockFleet implements AutoCloseable {
    private static final String MAIN = "io.serai.testkit.MockWorkerMain";
    private static final Pattern READY = Pattern.compile("mock worker ready on http://([0-9.]+):(\\d+)");
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private final List<BenchProcess> processes;
    private final List<InetSocketAddress> addresses;

    private MockFleet(List<BenchProcess> processes, List<InetSocketAddress> addresses) {
        this.processes = processes;
        this.addresses = List.copyOf(addresses);
    }

    /** One process for each of {@code count} workers. */
    static MockFleet start(int count, WorkerProfile profile, Layout layout) throws InterruptedException {
        var command = new ArrayList<>(javaCommand(MAIN));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
        command.addAll(profile.flags());
        return start(count, 1, command, layout.folder("workers"));
    }

    /** Many workers in one process: for scenarios that are about their number, not about their speed. */
    static MockFleet startCrowd(int count, Layout layout) throws InterruptedException {
        var command = new ArrayList<>(javaCommand(CrowdMain.class.getName()));
        command.add(Integer.toString(count));
        return start(1, count, command, layout.folder("crowd"));
    }

    private static MockFleet start(int processes, int workersOfEach, List<String> command, Path folder)
            throws InterruptedException {
        var started = new ArrayList<BenchProcess>();
        var addresses = new ArrayList<InetSocketAddress>();
        var fleet = new MockFleet(started, List.of());
        try {
            for (int i = 0; i < processes; i++) {
                started.add(BenchProcess.start("worker-" + i, command, Map.of(), folder));
            }
            for (var process : started) {
                addresses.addAll(process.awaitLog(log -> ready(log, workersOfEach), READY_LIMIT));
            }
        } catch (RuntimeException | InterruptedException e) {
            fleet.close();
            throw e;
        }
        return new MockFleet(started, addresses);
    }

    private static Optional<List<InetSocketAddress>> ready(String log, int expected) {
        var found = READY.matcher(log)
                .results()
                .map(line -> new InetSocketAddress(line.group(1), Integer.parseInt(line.group(2))))
                .toList();
        return found.size() == expected ? Optional.of(found) : Optional.empty();
    }

    private static List<String> javaCommand(String mainClass) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        processes.forEach(BenchProcess::close);
    }
}
