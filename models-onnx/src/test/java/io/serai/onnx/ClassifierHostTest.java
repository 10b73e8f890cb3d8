package io.serai.onnx;

import static io.serai.onnx.Host.failure;
import static io.serai.onnx.Host.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.ClassifierException.Reason;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.ModelFolders;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.Said;
import io.serai.onnx.model.TokenizerLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions and their answers. */
class ClassifierHostTest {
    private static final String LONG = "my name is Ada Keller and I live in Oslo. ".repeat(40);

    @TempDir
    private Path folder;

    @Test
    void answersEachTextAsTheModelDoes() throws ModelException {
        List<String> texts = List.of("book a table", "", LONG, "what is 2 plus 2?", "book a table");
        try (var host = new Host(2, 100, ModelFolders.TOKENIZERS).with(ModelFolders.tiny());
                var model = OnnxModel.open(ModelFolders.tiny(), ModelFolders.TOKENIZERS)) {
            List<Map<String, Signal>> answers = get(host.host.classify(texts, Set.of("intent", "pii"), Host.DEADLINE));
            assertThat(answers).hasSize(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                Map<String, Signal> alone = model.classify(texts.get(i));
                assertThat(answers.get(i)).containsOnlyKeys("intent", "pii");
                for (String head : answers.get(i).keySet()) {
                    Signal seen = requireNonNull(answers.get(i).get(head));
                    assertThat(ShadowCandidate.agree(seen, requireNonNull(alone.get(head))))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aModelIsLoadedWhenItIsFirstNeeded() {
        try (var host = new Host().with(ModelFolders.tiny())) {
            assertThat(host.host.heads()).containsExactlyInAnyOrder("intent", "complexity", "pii", "embedding");
            assertThat(host.status().live())
                    .isNotNull()
                    .satisfies(live -> assertThat(live.loaded()).isFalse());
            assertThat(host.intent("hello").model()).isEqualTo("tiny@1.0.0");
            assertThat(host.status().live())
                    .isNotNull()
                    .satisfies(live -> assertThat(live.loaded()).isTrue());
        }
    }

    @Test
    void questionsWaitForTheModelUpToTheirDeadline() {
        var tokenizers = new GatedTokenizers(false);
        try (var host = new Host(1, 100, tokenizers).with(ModelFolders.tiny())) {
            var impatient = host.ask("hello");
            var patient = host.host.classify(List.of("hello"), Host.INTENT, Duration.ofSeconds(60));
            host.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(failure(impatient)).isEqualTo(Reason.DEADLINE);
            assertThat(patient).isNotDone();
            tokenizers.open();
            assertThat(get(patient)).hasSize(1);
        }
    }

    @Test
    void whatNoModelHasIsRefused() {
        try (var host = new Host()) {
            assertThat(host.host.heads()).isEmpty();
            assertThat(failure(host.ask("hello"))).isEqualTo(Reason.NO_MODEL);
            host.with(ModelFolders.tiny());
            assertThat(failure(host.host.classify(List.of("hello"), Set.of("mood"), Host.DEADLINE)))
                    .isEqualTo(Reason.NO_MODEL);
            assertThat(get(host.host.classify(List.of(), Set.of("mood"), Host.DEADLINE)))
                    .isEmpty();
        }
    }

    @Test
    void theVocabularyOfAHeadIsKnownBeforeItsModelIsLoaded() {
        try (var host = new Host()) {
            assertThat(host.host.vocabulary("intent")).isEmpty();
            host.with(ModelFolders.tiny());
            assertThat(host.host.vocabulary("intent"))
                    .containsExactlyInAnyOrder("other", "booking", "banking", "maths", "code");
            assertThat(host.host.vocabulary("complexity")).containsExactlyInAnyOrder("easy", "medium", "hard");
            assertThat(host.host.vocabulary("pii")).contains("PERSON").doesNotContain("O", "B-PERSON");
            assertThat(host.host.vocabulary("embedding")).isEmpty();
            assertThat(host.host.vocabulary("mood")).isEmpty();
            assertThat(host.status().live())
                    .isNotNull()
                    .satisfies(live -> assertThat(live.loaded()).isFalse());
        }
    }

    @Test
    void aFolderThatCannotBeLoadedHasNoHeads() throws IOException {
        ModelFolders.copy(folder, "\"opset\": 17", "\"opset\": 18");
        try (var host = new Host().with(folder)) {
            assertThat(failure(host.ask("hello"))).isEqualTo(Reason.NO_MODEL);
            assertThat(host.host.heads()).isEmpty();
            assertThat(host.status().problem()).contains("opset 17");
            assertThat(host.status().live()).isNull();
        }
    }

    @Test
    void theLaterOfTwoServesAHead() throws IOException {
        ModelFolders.copy(folder, "\"name\": \"tiny\"", "\"name\": \"other\"");
        ModelFolders.edit(folder, "\"name\": \"pii\"", "\"name\": \"names\"");
        try (var host = new Host()) {
            host.host.configure(List.of(
                    new ClassifierSpec("one", ModelFolders.tiny(), null, 1),
                    new ClassifierSpec("two", folder, null, 1)));
            Map<String, Signal> signals = get(host.host.classify(
                            List.of("hello"), Set.of("intent", "pii", "names"), Host.DEADLINE))
                    .getFirst();
            assertThat(signals).hasSize(3);
            assertThat(new Said(signals).intent().model()).isEqualTo("other@1.0.0");
            assertThat(signals.get("pii"))
                    .isNotNull()
                    .satisfies(pii -> assertThat(pii.model()).isEqualTo("tiny@1.0.0"));
        }
    }

    @Test
    void anotherClassifierAnswersWhereOneIsRefused() throws IOException {
        ModelFolders.copy(folder);
        Files.write(folder.resolve("model.onnx"), new byte[7]);
        try (var host = new Host()) {
            host.host.configure(List.of(
                    new ClassifierSpec("one", ModelFolders.tiny(), null, 1),
                    new ClassifierSpec("two", folder, null, 1)));
            assertThat(get(host.ask("hello"))).hasSize(1);
            assertThat(host.host.status().getLast().problem()).contains("sha256");
        }
    }

    @Test
    void anotherNameAnswersWhatWasAskedOfTheOneBefore() {
        var before = new AtomicBoolean(true);
        var renaming = new AtomicReference<Host>();
        TokenizerLoader loader = (json, name) -> {
            if (before.getAndSet(false)) {
                requireNonNull(renaming.get())
                        .host
                        .configure(List.of(new ClassifierSpec("renamed", ModelFolders.tiny(), null, 1)));
                throw new IOException("gone meanwhile");
            }
            return ModelFolders.TOKENIZERS.load(json, name);
        };
        try (var host = new Host(1, 100, loader).with(ModelFolders.tiny())) {
            renaming.set(host);
            assertThat(get(host.ask("hello"))).hasSize(1);
            assertThat(host.status().name()).isEqualTo("renamed");
        }
    }

    // ---- the queue

    @Test
    void aFullQueueRefuses() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 2, gate).with(ModelFolders.tiny())) {
            var running = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var one = host.ask("one");
            var two = host.ask("two");
            assertThat(failure(host.ask("three"))).isEqualTo(Reason.OVERLOADED);
            assertThat(host.host.stats().waiting()).isEqualTo(2);
            gate.open();
            assertThat(get(running)).hasSize(1);
            assertThat(get(one)).hasSize(1);
            assertThat(get(two)).hasSize(1);
            assertThat(host.host.stats().overloaded()).isEqualTo(1);
        }
    }

    @Test
    void theDeadlineEndsQuestionsThatRunAndDropsThoseThatWait() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 100, gate).with(ModelFolders.tiny())) {
            var running = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var waiting = host.ask("never read");
            host.nanos.addAndGet(Host.DEADLINE.toNanos());
            assertThat(failure(running)).isEqualTo(Reason.DEADLINE);
            assertThat(failure(waiting)).isEqualTo(Reason.DEADLINE);
            var next = host.ask("later");
            gate.open();
            assertThat(get(next)).hasSize(1);
            assertThat(gate.read()).containsExactly(GatedTokenizers.WAIT, "later");
            Host.await(() -> host.host.stats().late() == 2); // counted just behind the answer
        }
    }

    @Test
    void whatHangsOnALateAnswerHoldsUpNoOther() {
        var gate = new GatedTokenizers(true);
        var busy = new CountDownLatch(2);
        var done = new CountDownLatch(1);
        try (var host = new Host(1, 100, gate).with(ModelFolders.tiny())) {
            for (int i = 0; i < 2; i++) {
                var _ = host.ask(GatedTokenizers.WAIT).whenComplete((_, _) -> {
                    busy.countDown();
                    GatedTokenizers.await(done);
                });
            }
            host.nanos.addAndGet(Host.DEADLINE.toNanos());
            Host.await(() -> busy.getCount() == 0);
            done.countDown();
            gate.open();
        }
    }

    @Test
    void shortTextsThatWaitRunTogether() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 100, gate).with(ModelFolders.tiny())) {
            var running = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var waiting = host.ask("a b", "b c", "c d", "d e", "e f", "f g", "g h", "h i");
            gate.open();
            assertThat(get(running)).hasSize(1);
            assertThat(get(waiting)).hasSize(8);
            assertThat(host.runs).containsExactly(1, 8);
        }
    }

    @Test
    void whatATextWaitsIsTold() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 100, gate).with(ModelFolders.tiny())) {
            var running = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var waiting = host.ask("waiting");
            host.nanos.addAndGet(1_000_000);
            gate.open();
            get(running);
            get(waiting);
            get(host.ask("waiting"));
            assertThat(host.waits).containsExactly(Duration.ZERO, Duration.ofMillis(1));
        }
    }

    @Test
    void anObserverThatBreaksStopsNoThread() {
        var breaks = new AtomicBoolean(true);
        var observer = new InferenceObserver() {
            @Override
            public void waited(long nanos) {
                if (breaks.getAndSet(false)) {
                    throw new IllegalStateException("broken");
                }
            }

            @Override
            public void ran(int rows, long nanos) {}
        };
        try (var host = new ClassifierHost(new HostSettings(1, 100, 0), ModelFolders.TOKENIZERS, observer, () -> 0)) {
            host.configure(List.of(new ClassifierSpec("signals", ModelFolders.tiny(), null, 1)));
            assertThat(failure(host.classify(List.of("first"), Host.INTENT, Host.DEADLINE)))
                    .isEqualTo(Reason.FAILED);
            assertThat(get(host.classify(List.of("next"), Host.INTENT, Host.DEADLINE)))
                    .hasSize(1);
        }
    }

    @Test
    void aLongTextDoesNotHoldUpAShortOne() {
        var gate = new GatedTokenizers(true);
        var order = new ConcurrentLinkedQueue<String>();
        try (var host = new Host(1, 100, gate).with(ModelFolders.tiny())) {
            var first = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            var many = host.ask(LONG).thenRun(() -> order.add("long"));
            var few = host.ask("short").thenRun(() -> order.add("short"));
            gate.open();
            get(first);
            get(few);
            get(many);
            assertThat(order).containsExactly("short", "long");
        }
    }

    @Test
    void aBulkQuestionDoesNotHoldUpARequest() {
        var gate = new GatedTokenizers(true);
        try (var host = new Host(1, 2, gate).with(ModelFolders.tiny())) {
            var running = host.ask(GatedTokenizers.WAIT);
            gate.awaitReached();
            List<String> many = List.of("one", "two", "three", "four");
            var bulk = host.host.classify(many, Host.INTENT, Host.DEADLINE, Urgency.BULK);
            var request = host.ask("request");
            gate.open();
            assertThat(get(running)).hasSize(1);
            assertThat(get(request)).hasSize(1);
            assertThat(get(bulk)).hasSize(4);
            assertThat(gate.read()).startsWith(GatedTokenizers.WAIT, "request");
        }
    }

    @Test
    void stoppingFailsWhatWaits() {
        var gate = new GatedTokenizers(true);
        var host = new Host(1, 100, gate).with(ModelFolders.tiny());
        var running = host.ask(GatedTokenizers.WAIT);
        gate.awaitReached();
        var waiting = host.ask("waiting");
        host.close();
        assertThat(failure(running)).isEqualTo(Reason.NO_MODEL);
        assertThat(failure(waiting)).isEqualTo(Reason.NO_MODEL);
        gate.open();
        assertThat(failure(host.ask("after"))).isEqualTo(Reason.NO_MODEL);
    }

    // ---- the cache

    @Test
    void aTextSeenBeforeIsNotRunAgain() {
        try (var host = new Host().with(ModelFolders.tiny())) {
            Signal.Label first = host.intent("book a table");
            int rows = host.rows();
            var again = host.host.classify(List.of("book a table"), Set.of("intent", "complexity"), Host.DEADLINE);
            assertThat(again).isCompleted();
            assertThat(new Said(get(again).getFirst()).intent()).isEqualTo(first);
            HostStats stats = host.host.stats();
            assertThat(host.rows()).isEqualTo(rows);
            assertThat(stats.cacheHits()).isEqualTo(1);
            assertThat(stats.cacheMisses()).isEqualTo(1);
            assertThat(stats.cacheBytes()).isPositive();
        }
    }

    @Test
    void aChatPaysForItsNewMessageOnly() {
        try (var host = new Host().with(ModelFolders.tiny())) {
            get(host.ask(LONG, "first answer"));
            int rows = host.rows();
            get(host.ask(LONG, "first answer", "and then?"));
            assertThat(host.rows()).isEqualTo(rows + 1);
        }
    }

    @Test
    void twoClassifiersOfOneNameAreRefused() {
        var spec = new ClassifierSpec("one", ModelFolders.tiny(), null, 1);
        try (var host = new Host()) {
            assertThatThrownBy(() -> host.host.configure(List.of(spec, spec)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'one'");
        }
    }
}
