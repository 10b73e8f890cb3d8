package io.serai.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.ClassifierException;
import io.serai.core.Signal;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions in the moment between a model that goes live and the table that tells of it. */
class DeskTest {
    @TempDir
    private Path temp;

    private final Counters counters = new Counters();
    private final JobQueue queue = new JobQueue(10, 1);
    private HostedClassifier all;
    private HostedClassifier own;

    @BeforeEach
    void classifiers() throws IOException {
        all = hosted("all", ModelFolders.copy(temp.resolve("all")));
        Path folder = ModelFolders.copy(temp.resolve("own"), "1.0.0", "2.0.0");
        ModelFolders.edit(folder, "\"name\": \"pii\"", "\"name\": \"mine\"");
        own = hosted("own", folder);
        Thread.ofPlatform().daemon().start(new InferenceThread(queue, InferenceObserver.NONE, System::nanoTime));
    }

    @AfterEach
    void close() {
        queue.close();
        all.close();
        own.close();
    }

    private static HostedClassifier hosted(String name, Path folder) {
        var classifier =
                new HostedClassifier(new ClassifierSpec(name, folder, null, 1), ModelFolders.TOKENIZERS, () -> {}, 10);
        classifier.warm();
        return classifier;
    }

    private Map<String, Signal> asked(HeadTable table, Supplier<HeadTable> renewed) throws Exception {
        var desk = new Desk(() -> table, renewed, queue, new SignalCache(1 << 20), counters, System::nanoTime);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var question = new Question(List.of("to Jane Doe"), 2, deadline, Lane.REQUESTS, counters);
        desk.ask(question, Set.of("intent", "pii"));
        return question.answer().get(1, TimeUnit.MINUTES).getFirst();
    }

    private static String model(@Nullable Signal signal) {
        return switch (signal) {
            case Signal.Label(var _, var _, var _, String model) -> model;
            case Signal.Spans(var _, String model) -> model;
            case null, default -> throw new AssertionError(signal);
        };
    }

    @Test
    void aHeadThatTheNewModelLacksIsAskedOfWhoServesItNow() throws Exception {
        var before = new HeadTable(Map.of("intent", own, "pii", own));
        Map<String, Signal> said = asked(before, () -> HeadTable.of(List.of(all, own)));
        assertThat(model(said.get("intent"))).isEqualTo("tiny@2.0.0");
        assertThat(model(said.get("pii"))).isEqualTo("tiny@1.0.0");
    }

    @Test
    void aClassifierThatHasGoneIsNotAsked() throws Exception {
        own.close();
        var before = new HeadTable(Map.of("intent", own, "pii", all));
        Map<String, Signal> said = asked(before, () -> HeadTable.of(List.of(all, own)));
        assertThat(model(said.get("intent"))).isEqualTo("tiny@1.0.0");
    }

    @Test
    void aHeadThatNobodyServesAnyMoreFails() throws ModelException {
        var before = new HeadTable(Map.of("intent", own, "pii", own));
        assertThatThrownBy(() -> asked(before, () -> HeadTable.of(List.of(own))))
                .hasCauseInstanceOf(ClassifierException.class)
                .hasMessageContaining("was refused");
        assertThatThrownBy(() -> asked(before, () -> before))
                .as("a table that never learns of it")
                .hasMessageContaining("was refused");
    }
}
