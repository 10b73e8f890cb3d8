package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigStoreTest {
    private final List<String> heard = new ArrayList<>();
    private final Path folder;
    private final Path file;
    private final ConfigStore store;
    private long second;

    ConfigStoreTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("serai.yaml");
        write("limits: {queue-size: 1}\n");
        store = store();
        store.onChange((before, after) -> heard.add("first " + sizes(before, after)));
    }

    /** A store of the file as it is now. */
    private ConfigStore store() {
        Command command = CommandLine.parse(
                new String[] {"--config", file.toString(), "--policy", "random"}, Map.of("HOME", "/h"), folder);
        if (!(command instanceof Command.Up up)) {
            throw new AssertionError(command);
        }
        return new ConfigStore(up.source(), up.loaded());
    }

    private static String sizes(SeraiConfig before, SeraiConfig after) {
        return before.limits().queueSize() + "->" + after.limits().queueSize();
    }

    /** Writes the file at a time of its own, as an editor does. */
    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + ++second)));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            store.poll();
        }
    }

    @Test
    void appliesAChangeOnceTheFileRests() throws IOException {
        write("limits: {queue-size: 2}\n");

        look(1);
        assertThat(store.current().limits().queueSize()).isEqualTo(1);
        look(1);
        assertThat(store.current().limits().queueSize()).isEqualTo(2);
        assertThat(store.current().policy().name()).as("flags stay on top").isEqualTo(PolicyName.RANDOM);
        look(3);
        assertThat(heard).containsExactly("first 1->2");
        assertThat(store.reloads()).isEqualTo(1);
        assertThat(store.refusals()).isZero();
    }

    @Test
    void waitsWhileTheFileIsBeingWritten() throws IOException {
        for (int i = 10; i < 15; i++) {
            write("limits: {queue-size: " + i + "}\n");
            look(1);
        }
        assertThat(heard).isEmpty();

        look(1);
        assertThat(heard).containsExactly("first 1->14");
    }

    @Test
    void leavesAnUnchangedFileAlone() throws IOException {
        look(2);
        write("limits: {queue-size: 1}\n");
        look(3);

        assertThat(heard).isEmpty();
        assertThat(store.reloads()).isZero();
    }

    @Test
    void keepsTheOldOneWhenTheNewOneIsInvalid() throws IOException {
        write("limits: {queue-size: many}\n");
        look(4);

        assertThat(store.current().limits().queueSize()).isEqualTo(1);
        assertThat(store.refusals()).isEqualTo(1);
        assertThat(store.lastProblem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .hasMessage(file + ":1:22: limits.queue-size: found 'many'; set a whole number of at least 0"));

        write("limits: {queue-size: 3}\n");
        look(2);
        assertThat(store.lastProblem()).isEmpty();
        assertThat(heard).containsExactly("first 1->3");
    }

    @Test
    void forgetsAProblemThatWasTakenBack() throws IOException {
        write("limits: x\n");
        look(2);
        write("limits: {queue-size: 1}\n");
        look(2);

        assertThat(store.lastProblem()).isEmpty();
        assertThat(store.reloads()).isZero();
    }

    @Test
    void appliesNothingWhereAnythingNeedsARestart() throws IOException {
        write("limits: {queue-size: 2}\nserver: {port: 7}\nmetrics:\n  port: 8\n");
        look(2);

        assertThat(store.current().limits().queueSize()).isEqualTo(1);
        assertThat(heard).isEmpty();
        assertThat(store.lastProblem())
                .hasValueSatisfying(problem -> assertThat(problem.problems())
                        .extracting(Problem::toString)
                        .containsExactlyInAnyOrder(
                                file + ":2:16: server.port: changed from 30000 to 7;"
                                        + " this needs a restart; set it back to have the other changes applied",
                                file + ":4:9: metrics.port: changed from 29000 to 8;"
                                        + " this needs a restart; set it back to have the other changes applied"));
    }

    /** Each setting that is secret and needs a restart. */
    @ParameterizedTest
    @ValueSource(strings = {"pii: {key: %s}\n", "tokens: {hub: {token: %s}}\n"})
    void anotherSecretNeedsARestartAndIsNotShown(String yaml) throws IOException {
        write(yaml.formatted("first-secret-value"));
        ConfigStore secret = store();
        write("# the same\n" + yaml.formatted("first-secret-value"));
        secret.poll();
        secret.poll();
        assertThat(secret.reloads()).as("the secret is what it was").isEqualTo(1);

        write(yaml.formatted("other-secret-value") + "limits: {queue-size: 2}\n");
        secret.poll();
        secret.poll();

        assertThat(secret.reloads()).isEqualTo(1);
        assertThat(secret.refusals()).isEqualTo(1);
        assertThat(secret.current().limits().queueSize()).isNotEqualTo(2);
        assertThat(secret.lastProblem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .hasMessageMatching(".*serai\\.yaml:1:\\d+: (pii\\.key|tokens\\.hub\\.token): changed; this"
                                + " needs a restart; set it back to have the other changes applied"));
        assertThat(secret.settings().toString()).doesNotContain("secret-value");
    }

    @Test
    void aCheckIsPassedBeforeAnybodyHears() throws IOException {
        store.require(next -> {
            if (next.config().limits().queueSize() == 2) {
                throw new ConfigException(List.of(new Problem("a", "b", "two", "three")));
            }
        });
        write("limits: {queue-size: 2}\n");
        look(2);
        assertThat(heard).isEmpty();
        assertThat(store.lastProblem()).hasValueSatisfying(it -> assertThat(it).hasMessage("a: b: two; three"));
        write("limits: {queue-size: 3}\n");
        look(2);
        assertThat(heard).containsExactly("first 1->3");
    }

    @Test
    void tlsCannotBeSwitchedOnLive() throws IOException {
        Path pem = Files.createFile(folder.resolve("a.pem"));
        write("server: {tls: {certificate: %s, key: %s}}\n".formatted(pem, pem));
        look(2);

        assertThat(store.current().server().tls()).isNull();
        assertThat(store.lastProblem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .hasMessageContaining("server.tls.certificate: changed from unset to " + pem));
    }

    @Test
    void undoesWhatWasDoneWhenAListenerRefuses() throws IOException {
        store.onChange((before, after) -> {
            throw new ConfigException(List.of(new Problem("routes", "", "no such route", "add it")));
        });
        store.onChange((before, after) -> heard.add("third " + sizes(before, after)));
        write("limits: {queue-size: 2}\n");
        look(3);

        assertThat(heard).containsExactly("first 1->2", "first 2->1");
        assertThat(store.current().limits().queueSize()).isEqualTo(1);
        assertThat(store.lastProblem())
                .hasValueSatisfying(problem -> assertThat(problem).hasMessage("routes: no such route; add it"));
        assertThat(store.refusals()).isEqualTo(1);
    }

    @Test
    void aListenersBugIsARefusalToo() throws IOException {
        store.onChange((before, after) -> {
            throw new IllegalStateException("bug");
        });
        write("limits: {queue-size: 2}\n");
        look(2);

        assertThat(heard).containsExactly("first 1->2", "first 2->1");
        assertThat(store.lastProblem()).isPresent();
    }

    @Test
    void survivesAMissingFile() throws IOException {
        Files.delete(file);
        look(3);
        assertThat(store.refusals()).isEqualTo(1);
        assertThat(store.lastProblem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).hasMessage(file + ": the file is gone; put it back; what was read stays"));

        write("limits: {queue-size: 5}\n");
        look(2);
        assertThat(store.current().limits().queueSize()).isEqualTo(5);
        assertThat(store.lastProblem()).isEmpty();
    }

    @Test
    void looksAsOftenAsAskedUntilClosed() throws IOException {
        var scheduler = new ManualScheduler();
        try (store) {
            store.watch(scheduler, Duration.ofSeconds(1));
            assertThat(scheduler.delayMillis).isEqualTo(1000);
            write("limits: {queue-size: 2}\n");
            scheduler.tick();
            scheduler.tick();
            assertThat(store.current().limits().queueSize()).isEqualTo(2);
        }
        assertThat(scheduler.getQueue()).allMatch(task -> ((ScheduledFuture<?>) task).isCancelled());
        scheduler.shutdownNow();
    }

    /** Runs what is scheduled when told. */
    private static final class ManualScheduler extends ScheduledThreadPoolExecutor {
        private Runnable task = () -> {};
        private long delayMillis;

        ManualScheduler() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
            task = command;
            delayMillis = unit.toMillis(delay);
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void tick() {
            task.run();
        }
    }
}
