package io.serai.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void seesTheLogAndTheCpuTimeOfChildren() throws InterruptedException {
        // The work is done by a child of the shell, so it counts only when the tree is summed.
        var work = "sh -c 'i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done; echo worked; sleep 60'; true";
        try (var process = BenchProcess.start("work", List.of("sh", "-c", work), Map.of(), folder)) {
            process.awaitLog(log -> log.contains("worked") ? Optional.of(log) : Optional.empty(), LIMIT);
            assertThat(process.usage().cpu()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
            assertThat(process.usage().rssPeakKib()).isPositive();
        }
    }

    @Test
    void killsTheWholeGroup() throws InterruptedException {
        long child;
        try (var process = BenchProcess.start(
                "parent", List.of("sh", "-c", "trap '' TERM; sleep 60 & echo child $!; wait"), Map.of(), folder)) {
            child = process.awaitLog(BenchProcessTest::childId, LIMIT);
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        // A killed process is gone, or a zombie until some ancestor collects it.
        await().atMost(LIMIT).until(() -> !running(child));
    }

    private static boolean running(long pid) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<Long> childId(String log) {
        return log.lines()
                .filter(line -> line.startsWith("child "))
                .map(line -> Long.parseLong(line.substring("child ".length())))
                .findFirst();
    }

    @Test
    void saysWhyAProcessDidNotGetReady() {
        try (var process = BenchProcess.start(
                "broken", List.of("sh", "-c", "echo no such option >&2; exit 4"), Map.of(), folder)) {
            assertThatThrownBy(() -> process.await(_ -> false, LIMIT))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("broken: ended at once")
                    .hasMessageContaining("no such option");
        }
    }
}
