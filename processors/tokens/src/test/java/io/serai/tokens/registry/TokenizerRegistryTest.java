package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.registry.TokenizerEntry.Failed;
import io.serai.tokens.registry.TokenizerEntry.Loading;
import io.serai.tokens.registry.TokenizerEntry.Ready;
import io.serai.tokens.registry.TokenizerRegistry.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TokenizerRegistryTest {
    private static final Instant NOW = Instant.parse("2026-07-26T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    Path folder;

    private LoadedLanguage tiny() throws Exception {
        return TinyModel.in(folder.resolve("tiny")).load();
    }

    private static TokenizerEntry settled(TokenizerRegistry registry, String name) throws Exception {
        return registry.settled(name)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .orElseThrow();
    }

    @Test
    void loadsAFolderByItself() throws Exception {
        TinyModel.in(folder.resolve("tiny"));
        var sources = new ModelSources(List.of(folder), null, null);
        try (var registry = new TokenizerRegistry(sources, CLOCK)) {
            TokenizerEntry added = registry.add("t", "tiny", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(added.state()).isInstanceOf(Loading.class);
            assertThat(added.added()).isEqualTo(NOW);
            TokenizerEntry ready = settled(registry, added.id());
            assertThat(ready.state()).isInstanceOf(Ready.class);
            assertThat(registry.get("t")).contains(ready);
            assertThat(registry.ready("t").orElseThrow().tokenizer().vocabularySize())
                    .isEqualTo(6);
        }
    }

    @Test
    void loadsFromAHub() throws Exception {
        try (var fake = new FakeHub();
                var hub = new Hub(fake.endpoint(), null);
                var registry = new TokenizerRegistry(new ModelSources(List.of(), new HubCache(folder), hub), CLOCK)) {
            fake.files.put("tokenizer.json", TinyModel.TOKENIZER);
            registry.add("t", "acme/tiny", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(settled(registry, "t").state()).isInstanceOf(Ready.class);
        }
    }

    @Test
    void keepsTheReasonOfAFailureUntilItIsAddedAgain() throws Exception {
        var sources = new ModelSources(List.of(folder), null, null);
        try (var registry = new TokenizerRegistry(sources, CLOCK)) {
            registry.add("t", "acme/none", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(settled(registry, "t").state())
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).contains("'acme/none' is no folder"));
            assertThat(registry.ready("t")).isEmpty();
            TinyModel.in(folder.resolve("tiny"));
            registry.add("t", "tiny", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(settled(registry, "t").state()).isInstanceOf(Ready.class);
            assertThat(registry.list()).hasSize(1);
        }
    }

    @Test
    void aFailureOfAnyKindIsAState() throws Exception {
        try (var registry = new TokenizerRegistry(
                (_, _, _) -> {
                    throw new IllegalStateException("secret details");
                },
                CLOCK)) {
            registry.add("t", "x", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(settled(registry, "t").state())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.reason())
                                    .contains("IllegalStateException")
                                    .doesNotContain("secret details"));
        }
    }

    @Test
    void aNameIsTakenWhileItsEntryLoadsOrServes() throws Exception {
        LoadedLanguage model = tiny();
        var go = new CountDownLatch(1);
        try (var registry = new TokenizerRegistry(
                (_, _, _) -> {
                    go.await();
                    return model;
                },
                CLOCK)) {
            registry.add("t", "x", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThatThrownBy(() -> registry.add("t", "y", LoadOptions.DEFAULTS, Origin.CLIENT))
                    .isInstanceOf(NameTakenException.class);
            go.countDown();
            settled(registry, "t");
            assertThatThrownBy(() -> registry.add("t", "y", LoadOptions.DEFAULTS, Origin.CLIENT))
                    .isInstanceOf(NameTakenException.class);
        }
    }

    @Test
    void removingStopsTheLoading() throws Exception {
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var registry = new TokenizerRegistry(
                (_, _, _) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        stopped.countDown();
                        throw e;
                    }
                    throw new IllegalStateException();
                },
                CLOCK)) {
            TokenizerEntry entry = registry.add("t", "x", LoadOptions.DEFAULTS, Origin.CLIENT);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(registry.remove(entry.id())).isTrue();
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(registry.get("t")).isEmpty();
            assertThat(registry.remove("t")).isFalse();
        }
    }

    @Test
    void ofManyWhoAddTheSameNameOneWins() throws Exception {
        LoadedLanguage model = tiny();
        var wins = new AtomicInteger();
        try (var registry = new TokenizerRegistry((_, _, _) -> model, CLOCK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(() -> {
                    try {
                        registry.add("t", "x", LoadOptions.DEFAULTS, Origin.CLIENT);
                        wins.incrementAndGet();
                    } catch (NameTakenException _) {
                        // one of the others
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(wins).hasValue(1);
            assertThat(registry.list()).hasSize(1);
        }
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        LoadedLanguage model = tiny();
        try (var registry = new TokenizerRegistry((_, _, _) -> model, CLOCK)) {
            for (String name : List.of("c", "a", "b")) {
                registry.add(name, "x", LoadOptions.DEFAULTS, Origin.CLIENT);
            }
            assertThat(registry.list()).extracting(TokenizerEntry::name).containsExactly("c", "a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refusesNamesThatAreNone(String name) {
        try (var registry = new TokenizerRegistry(new ModelSources(List.of(), null, null), CLOCK)) {
            assertThatThrownBy(() -> registry.add(name, "x", LoadOptions.DEFAULTS, Origin.CLIENT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingIsAddedAfterTheEnd() {
        var registry = new TokenizerRegistry(new ModelSources(List.of(), null, null), CLOCK);
        registry.close();
        assertThatThrownBy(() -> registry.add("t", "x", LoadOptions.DEFAULTS, Origin.CLIENT))
                .isInstanceOf(IllegalStateException.class);
    }
}
