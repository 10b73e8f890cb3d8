package io.serai.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A child process that leads its own process group, writes to a log file and is killed with its group by
 * {@link #close()} or at the latest when this JVM ends.
 */
public final class BenchProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int LOG_TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final long startedNanos;
    private final ProcessTree tree;
    private final Thread killer;

    private BenchProcess(String name, Process process, Path log, long startedNanos) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.startedNanos = startedNanos;
        this.tree = new ProcessTree(process.toHandle(), Commands.ticksPerSecond());
        this.killer = new Thread(this::killGroup, "kill " + name);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts {@code command} in {@code folder}, which also receives {@code NAME.log}.
     *
     * @throws UncheckedIOException when the program cannot be run
     */
    public static BenchProcess start(String name, List<String> command, Map<String, String> environment, Path folder) {
        var log = folder.resolve(name + ".log");
        var inOwnGroup = new ArrayList<String>();
        inOwnGroup.add("setsid"); // runs the command in its own place: same process id, leader of a new group
        inOwnGroup.addAll(command);
        var builder = new ProcessBuilder(inOwnGroup).directory(folder.toFile());
        builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            long started = System.nanoTime();
            return new BenchProcess(name, builder.start(), log, started);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + String.join(" ", command), e);
        }
    }

    /** When it was started, on the scale of {@link System#nanoTime()}. */
    public long startedNanos() {
        return startedNanos;
    }

    /** CPU time and memory of the process and its descendants. */
    public Usage usage() {
        return tree.usage();
    }

    /** Waits for the end of the process and returns its exit status; a {@link BenchFailure} when it takes longer. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw notReady(limit);
        }
        return process.exitValue();
    }

    /** Waits until {@code ready} finds in the log what it looks for, and returns that. */
    public <T> T awaitLog(LogSearch<T> ready, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            var found = ready.find(logText());
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(POLL);
        }
        throw notReady(limit);
    }

    /** Waits until {@code ready} says yes, asking every few milliseconds. */
    public void await(Predicate<BenchProcess> ready, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (ready.test(this)) {
                return;
            }
            Thread.sleep(POLL);
        }
        throw notReady(limit);
    }

    private BenchFailure notReady(Duration limit) {
        var state = process.isAlive() ? "not ready after " + limit.toSeconds() + " s" : "ended at once";
        var lines = logText().lines().toList();
        var tail = String.join("\n  ", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        return new BenchFailure("%s: %s; its log (%s) ends with:\n  %s".formatted(name, state, log, tail));
    }

    private String logText() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log " + log, e);
        }
    }

    /** Asks the group to end, then kills what is left of it. */
    @Override
    public void close() {
        Commands.signalGroup("TERM", process.pid());
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        killGroup();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException alreadyShuttingDown) {
            return; // the hook runs or ran: the group is dead either way
        }
    }

    private void killGroup() {
        Commands.signalGroup("KILL", process.pid());
    }

    /** Looks for something in the text of a log. */
    @FunctionalInterface
    public interface LogSearch<T> {
        /** What was looked for, or empty while it is not there. */
        Optional<T> find(String logText);
    }
}
