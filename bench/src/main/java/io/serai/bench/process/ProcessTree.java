package io.serai.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads the {@link Usage} of a process and all its descendants. */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ProcessHandle root;
    private final long ticksPerSecond;

    ProcessTree(ProcessHandle root, long ticksPerSecond) {
        this.root = root;
        this.ticksPerSecond = ticksPerSecond;
    }

    Usage usage() {
        long ticks = 0;
        long rss = 0;
        long peak = 0;
        for (var process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
            var folder = PROC.resolve(Long.toString(process.pid()));
            var stat = text(folder.resolve("stat"));
            var status = text(folder.resolve("status"));
            ticks += stat.isEmpty() ? 0 : ProcText.cpuTicks(stat);
            rss += ProcText.kibibytes(status, "VmRSS");
            peak += ProcText.kibibytes(status, "VmHWM");
        }
        return new Usage(Duration.ofNanos(ticks * (NANOS_PER_SECOND / ticksPerSecond)), rss, peak);
    }

    /** Empty when the process ended since it was listed; its parent then accounts for its time. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            if (Files.exists(file.getParent())) {
                throw new UncheckedIOException("cannot read " + file + "; the benchmark needs Linux's /proc", e);
            }
            return "";
        }
    }
}
