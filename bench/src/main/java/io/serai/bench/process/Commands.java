package io.serai.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Small programs of the system that the benchmark calls. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long USUAL_TICKS_PER_SECOND = 100;

    private Commands() {}

    /** First line of what a short command prints; empty when it is missing, fails or says nothing. */
    public static Optional<String> firstLine(List<String> command, Path folder) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean well = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
            return well ? text.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Where a program is found on the PATH or in the folders of system programs. */
    public static Optional<Path> program(String name) {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        for (var folder : path.split(File.pathSeparator, -1)) {
            var candidate = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static long ticksPerSecond() {
        return firstLine(List.of("getconf", "CLK_TCK"), Path.of("/"))
                .map(Long::parseLong)
                .orElse(USUAL_TICKS_PER_SECOND);
    }

    /** Signals a process group; a group that is gone is no error. */
    static void signalGroup(String signal, long groupId) {
        firstLine(List.of("kill", "-" + signal, "--", "-" + groupId), Path.of("/"));
    }
}
