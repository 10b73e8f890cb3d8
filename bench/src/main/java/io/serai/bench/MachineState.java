package io.serai.bench;

import io.serai.bench.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a reader must know to judge the figures.
 *
 * @param when       start of the run
 * @param cores      processors that this JVM may use
 * @param cpu        model name of the first processor
 * @param kernel     operating system and version
 * @param jdk        version of the JVM that runs generator and workers
 * @param loadBefore load averages before the first scenario: what else ran
 * @param commit     of the checkout, {@code +} when it has changes
 */
record MachineState(Instant when, int cores, String cpu, String kernel, String jdk, String loadBefore, String commit) {
    private static final String UNKNOWN = "unknown";

    static MachineState now(Layout layout) {
        return new MachineState(
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                cpuModel(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                text(Path.of("/proc/loadavg")).strip(),
                commit(layout.root()));
    }

    private static String cpuModel() {
        return text(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String commit(Path root) {
        var head = Commands.firstLine(List.of("git", "rev-parse", "--short", "HEAD"), root)
                .orElse(UNKNOWN);
        boolean changed = Commands.firstLine(List.of("git", "status", "--porcelain"), root)
                .isPresent();
        return changed ? head + "+" : head;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
