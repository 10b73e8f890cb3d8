package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import io.serai.bench.process.BenchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A virtual environment with one package.
 *
 * @param folder where it is, or will be made
 */
record PythonEnvironment(Path folder) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String COMPLETE = "complete";

    /** Makes the environment unless it is complete, and returns its {@code bin} folder. */
    Path with(String requirement) throws InterruptedException {
        var bin = folder.resolve("bin");
        var marker = folder.resolve(COMPLETE);
        if (Files.exists(marker)) {
            return bin;
        }
        try {
            Files.createDirectories(folder);
            run("venv", List.of("python3", "-m", "venv", "--clear", folder.toString()));
            run("pip", List.of(bin.resolve("python").toString(), "-m", "pip", "install", "-q", requirement));
            Files.writeString(marker, requirement);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return bin;
    }

    private void run(String name, List<String> command) throws InterruptedException {
        var log = folder.resolveSibling(folder.getFileName() + "-log");
        try {
            Files.createDirectories(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + log, e);
        }
        try (var process = BenchProcess.start(name, command, Map.of(), log)) {
            if (process.awaitExit(LIMIT) != 0) {
                throw new BenchFailure(
                        "'%s' failed; see %s. Python 3 with venv and access to PyPI are needed for --peers"
                                .formatted(String.join(" ", command), log));
            }
        }
    }
}
