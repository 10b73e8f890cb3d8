package io.serai.onnx;

import static io.serai.onnx.Host.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.ClassifierException.Reason;
import io.serai.core.Signal;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that go live in the place of others, and candidates for it. */
class SwapTest {
    @TempDir
    private Path temp;

    private Path folder;
    private Path second;

    @BeforeEach
    void folders() throws IOException {
        folder = ModelFolders.copy(temp.resolve("first"));
        second = ModelFolders.copy(temp.resolve("second"), "1.0.0", "2.0.0");
    }

    private void version(String before, String after) throws IOException {
        ModelFolders.edit(folder, "\"version\": \"" + before + "\"", "\"version\": \"" + after + "\"");
    }

    private static String live(Host host) {
        return requireNonNull(host.status().live()).version();
    }

    @Test
    void noQuestionFailsWhileModelsAreSwapped() throws Exception {
        int clients = 3;
        int questions = 150;
        var answered = new AtomicInteger();
        try (var host = new Host(2, 1000, ModelFolders.TOKENIZERS).with(folder);
                var pool = Executors.newFixedThreadPool(clients)) {
            host.host.warm();
            var running = new ArrayList<CompletableFuture<Void>>();
            for (int client = 0; client < clients; client++) {
                String prefix = "text " + client + " number ";
                running.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < questions; i++) {
                                answered.addAndGet(
                                        get(host.ask(prefix + i, "again " + i)).size());
                            }
                        },
                        pool));
            }
            for (int swap = 1; swap <= 6; swap++) {
                version(swap + ".0.0", (swap + 1) + ".0.0");
                host.host.reload("signals");
            }
            running.forEach(Host::get);
            assertThat(answered).hasValue(2 * clients * questions);
            assertThat(host.status().swaps()).isEqualTo(6);
            assertThat(host.intent("new").model()).isEqualTo("tiny@7.0.0");
        }
    }

    @Test
    void anotherThresholdIsAnotherModelToTheCache() throws IOException, ModelException {
        try (var host = new Host().with(folder)) {
            assertThat(host.intent("book a table for four on Friday evening").label())
                    .isEqualTo("code");
            ModelFolders.edit(folder, "\"threshold\": 0.45", "\"threshold\": 0.999");
            host.host.reload("signals");
            assertThat(host.intent("book a table for four on Friday evening").label())
                    .isEqualTo("other");
        }
    }

    @Test
    void aFolderThatIsRefusedLeavesTheModelBeforeServing() throws IOException {
        try (var host = new Host().with(folder)) {
            host.host.warm();
            byte[] graph = Files.readAllBytes(folder.resolve("model.onnx"));
            Files.write(folder.resolve("model.onnx"), new byte[7]);
            assertThatThrownBy(() -> host.host.reload("signals"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("sha256");
            assertThat(host.status().problem()).contains("model.onnx has sha256");
            assertThat(host.intent("still").model()).isEqualTo("tiny@1.0.0");
            Files.write(folder.resolve("model.onnx"), graph);
            host.host.pollChanges();
            host.host.pollChanges();
            assertThat(host.status().problem()).isNull();
        }
    }

    @Test
    void aChangeIsLoadedWhenTheFolderIsFoundAlikeTwice() throws IOException {
        try (var host = new Host().with(folder)) {
            host.host.warm();
            host.host.pollChanges();
            version("1.0.0", "1.1.0");
            host.host.pollChanges();
            assertThat(live(host)).isEqualTo("1.0.0");
            host.host.pollChanges();
            assertThat(live(host)).isEqualTo("1.1.0");
            host.host.pollChanges();
            assertThat(host.status().swaps()).isEqualTo(1);
        }
    }

    @Test
    void aChangeOfWhatIsNotLoadedIsNotLoaded() throws IOException {
        try (var host = new Host().with(temp.resolve("late"))) {
            assertThat(host.status().problem()).contains("holds no manifest.json");
            ModelFolders.copy(temp.resolve("late"));
            host.host.pollChanges();
            host.host.pollChanges();
            assertThat(host.host.heads()).contains("intent");
            assertThat(requireNonNull(host.status().live()).loaded()).isFalse();
            assertThat(host.status().problem()).isNull();
        }
    }

    @Test
    void anotherFolderGoesLiveOnceItIsLoaded() {
        try (var host = new Host().with(folder)) {
            host.host.warm();
            host.with(temp.resolve("nowhere"));
            assertThat(host.status().problem()).contains("nowhere");
            assertThat(host.intent("hello").model()).isEqualTo("tiny@1.0.0");
            host.with(second);
            host.host.warm();
            assertThat(host.intent("hello").model()).isEqualTo("tiny@2.0.0");
            assertThat(host.status().problem()).isNull();
        }
    }

    /** A folder that is configured when the thread that loaded the one before is just done is not forgotten. */
    @Test
    void eachOfManyFoldersGoesLive() {
        try (var host = new Host().with(folder)) {
            host.host.warm();
            for (int i = 0; i < 30; i++) {
                Path next = i % 2 == 0 ? second : folder;
                host.with(next);
                Host.await(() -> host.status().folder().equals(next));
            }
            Host.await(() -> host.status().swaps() == 30);
        }
    }

    @Test
    void aClassifierThatIsNoMoreIsRefused() {
        try (var host = new Host().with(folder)) {
            host.host.warm();
            host.host.configure(List.of());
            assertThat(host.host.status()).isEmpty();
            assertThat(Host.failure(host.ask("hello"))).isEqualTo(Reason.NO_MODEL);
        }
    }

    // ---- candidates

    @Test
    void aCandidateIsComparedAndNeverUsed() throws IOException {
        List<String> code = List.of("book a table for four on Friday evening", "1,000,000.00");
        List<String> others = List.of("Could you play something calm", "STRASSE Straße ẞ", ".");
        ModelFolders.edit(second, "\"code\"\n", "\"programs\"\n");
        try (var host = new Host().with(folder, second)) {
            host.host.warm();
            long seen = 0;
            for (String text : Stream.concat(code.stream(), others.stream()).toList()) {
                Signal.Label said = host.intent(text);
                assertThat(said.model()).isEqualTo("tiny@1.0.0");
                assertThat(said.label().equals("code")).isEqualTo(code.contains(text));
                long runs = ++seen;
                Host.await(() -> host.host.stats().shadowRuns() == runs);
            }
            assertThat(host.status().agreement())
                    .containsEntry("intent", new Agreement(5, 3))
                    .containsEntry("complexity", new Agreement(5, 5))
                    .containsEntry("pii", new Agreement(5, 5))
                    .containsEntry("embedding", new Agreement(5, 5));
            assertThat(host.host.stats().answered()).isEqualTo(5);
        }
    }

    @Test
    void aCandidateMakesNobodyWait() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 100, gate).with(folder, second)) {
            host.host.warm();
            var first = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var waiting = host.ask("one", "two", "three");
            gate.open();
            get(first);
            get(waiting);
            Host.await(() -> host.host.stats().shadowRuns() + host.host.stats().shadowSkipped() == 4);
            assertThat(host.host.stats().shadowSkipped()).isPositive();
        }
    }

    @Test
    void aCandidateGoesLiveWhenPromoted() throws ModelException {
        try (var host = new Host().with(folder, second)) {
            assertThat(host.intent("hello").model()).isEqualTo("tiny@1.0.0");
            host.host.promote("signals");
            assertThat(host.intent("hello").model()).isEqualTo("tiny@2.0.0");
            assertThat(host.status().folder()).isEqualTo(second);
            assertThat(host.status().shadow()).isNull();
            host.with(second);
            assertThat(host.status().swaps()).isEqualTo(1);
            assertThatThrownBy(() -> host.host.promote("signals"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("no candidate");
        }
    }

    @Test
    void aCandidateThatIsRefusedLeavesTheOneBeforeAndItsCounts() throws IOException, ModelException {
        Path broken = ModelFolders.copy(temp.resolve("broken"));
        Files.write(broken.resolve("model.onnx"), new byte[7]);
        try (var host = new Host().with(folder)) {
            host.host.warm();
            host.host.shadow("signals", second, 1);
            host.intent("hello");
            Host.await(() -> host.host.stats().shadowRuns() == 1);
            assertThatThrownBy(() -> host.host.shadow("signals", broken, 1))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("sha256");
            assertThat(host.status().shadowFolder()).isEqualTo(second);
            assertThat(host.status().shadowProblem()).isNull();
            assertThat(host.status().agreement()).containsEntry("intent", new Agreement(1, 1));
            host.host.shadow("signals", null, 1);
            assertThat(host.status().shadowFolder()).isNull();
        }
    }

    @Test
    void aCandidateThatIsRefusedIsNotPromoted() throws IOException {
        ModelFolders.edit(second, "\"opset\": 17", "\"opset\": 3");
        try (var host = new Host().with(folder, second)) {
            host.host.warm();
            assertThat(host.status().shadowProblem()).contains("opset 17");
            assertThatThrownBy(() -> host.host.promote("signals")).isInstanceOf(ModelException.class);
            assertThat(host.intent("hello").model()).isEqualTo("tiny@1.0.0");
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        try (var host = new Host().with(folder)) {
            assertThatThrownBy(() -> host.host.reload("other"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("'other'");
        }
    }
}
