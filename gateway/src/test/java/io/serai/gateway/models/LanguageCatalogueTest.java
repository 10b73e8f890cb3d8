package io.serai.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import io.serai.gateway.TinyModel;
import io.serai.tokens.cache.TokenCache;
import io.serai.tokens.registry.LoadOptions;
import io.serai.tokens.registry.ModelSources;
import io.serai.tokens.registry.TokenizerEntry;
import io.serai.tokens.registry.TokenizerRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageCatalogueTest {
    private static final String MODEL = "m";

    @TempDir
    Path folder;

    private final TokenizerRegistry loaded =
            new TokenizerRegistry(new ModelSources(List.of(), null, null), InstantSource.system());
    private final Gated registry = new Gated();
    private final Spoken spoken = new Spoken();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final LanguageCatalogue languages =
            new LanguageCatalogue(spoken, registry, new TokenCache(1 << 20), () -> now);
    private String tiny = "";

    @BeforeEach
    void write() throws IOException {
        tiny = TinyModel.write(folder.resolve("tiny")).toString();
    }

    @AfterEach
    void close() {
        languages.close();
        loaded.close();
    }

    private LanguageStatus look() {
        languages.follow();
        return languages.status(MODEL).orElseThrow();
    }

    private LanguageStatus settled() throws Exception {
        look();
        registry.open();
        return languages.status(MODEL).orElseThrow();
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private boolean reads() {
        return languages.of(MODEL).tokenizer() != null && languages.of(MODEL).renderer() != null;
    }

    @Test
    void whatServesGoesOnUntilItsSuccessorIsReady() throws Exception {
        spoken.set.put(Field.TOKENIZER, tiny);
        assertThat(settled().state()).isEqualTo("ready");
        var before = languages.of(MODEL);

        spoken.set.put(Field.CHAT_TEMPLATE, "{{ messages[0].content }}");
        assertThat(look().state()).isEqualTo("loading");
        assertThat(languages.of(MODEL).tokenizer()).isSameAs(before.tokenizer());
        assertThat(languages.of(MODEL).renderer()).isSameAs(before.renderer());

        registry.open();
        assertThat(look().state()).isEqualTo("ready");
        assertThat(languages.of(MODEL).renderer()).isNotNull().isNotSameAs(before.renderer());
    }

    @Test
    void aSuccessorThatFailsEndsIt() throws Exception {
        spoken.set.put(Field.TOKENIZER, tiny);
        settled();
        spoken.set.put(Field.TOKENIZER, folder.resolve("nothing").toString());
        assertThat(look().state()).isEqualTo("loading");
        assertThat(reads()).isTrue();
        registry.open();
        assertThat(look().state()).isEqualTo("failed");
        assertThat(reads()).isFalse();
    }

    @Test
    void anotherDialectCountsAtOnceAndLoadsNothing() throws Exception {
        spoken.set.put(Field.TOKENIZER, tiny);
        look();
        spoken.set.put(Field.TOOL_CALL_PARSER, "hermes");
        spoken.set.put(Field.REASONING_PARSER, "qwen3");
        look();
        assertThat(registry.adds).isEqualTo(1);
        assertThat(settled().state()).isEqualTo("ready");
        assertThat(languages.of(MODEL).dialect()).isNotNull();
        assertThat(registry.adds).isEqualTo(1);
    }

    @Test
    void aModelKeepsItsLanguageWhileItsWorkersAreAway() throws Exception {
        spoken.models.clear();
        spoken.heard = new WorkersWord.Heard(Map.of(MODEL, Map.of(Field.MODEL_PATH, tiny)), Set.of(MODEL));
        assertThat(settled().state()).isEqualTo("ready");

        spoken.heard = new WorkersWord.Heard(Map.of(), Set.of(MODEL));
        later(Duration.ofHours(1));
        languages.follow();
        later(WordsKept.KEPT.multipliedBy(2));
        spoken.heard = new WorkersWord.Heard(Map.of(MODEL, Map.of(Field.MODEL_PATH, tiny)), Set.of(MODEL));
        assertThat(look().state()).isEqualTo("ready");
        spoken.heard = new WorkersWord.Heard(Map.of(), Set.of());
        later(WordsKept.KEPT.minusSeconds(1));
        assertThat(look().state()).isEqualTo("ready");
        assertThat(reads()).isTrue();
        assertThat(registry.adds).isEqualTo(1);

        later(Duration.ofSeconds(1));
        languages.follow();
        assertThat(languages.status(MODEL)).isEmpty();
        assertThat(loaded.list()).isEmpty();
    }

    @Test
    void aFailedLoadIsTriedAgainEverMoreSeldom() throws Exception {
        spoken.set.put(Field.TOKENIZER, folder.resolve("later").toString());
        assertThat(settled().state()).isEqualTo("failed");
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            int before = registry.adds;
            later(Duration.ofSeconds(seconds - 1));
            assertThat(look().problem()).contains("tried again at " + now.plusSeconds(1));
            assertThat(registry.adds).isEqualTo(before);
            later(Duration.ofSeconds(1));
            LanguageStatus meanwhile = look();
            assertThat(registry.adds).isEqualTo(before + 1);
            assertThat(meanwhile.state()).isEqualTo("failed");
            assertThat(meanwhile.problem()).isNotNull();
            registry.open();
        }

        // The plan stays the same: a folder that was named by somebody is not looked at before.
        TinyModel.write(folder.resolve("later"));
        later(Duration.ofMinutes(10));
        assertThat(settled().state()).isEqualTo("ready");
        assertThat(languages.status(MODEL).orElseThrow().problem()).isNull();
        assertThat(reads()).isTrue();
    }

    @Test
    void whatWasRemovedOnPurposeIsNotLoadedAgain() throws Exception {
        spoken.set.put(Field.TOKENIZER, tiny);
        settled();
        loaded.remove(MODEL);
        assertThat(look().state()).isEqualTo("none");
        later(Duration.ofHours(1));
        look();
        assertThat(registry.adds).isEqualTo(1);
    }

    /** What a test says. */
    private static final class Spoken implements Said {
        final Map<Field, Object> set = new HashMap<>();
        final SortedSet<String> models = new TreeSet<>(Set.of(MODEL));
        WorkersWord.Heard heard = new WorkersWord.Heard(Map.of(), Set.of());

        @Override
        public SortedSet<String> models() {
            return models;
        }

        @Override
        public WorkersWord.Heard workers() {
            return heard;
        }

        @Override
        public ModelCard told(String model, Map<Field, Object> word) {
            return ModelCard.of(model, Source.REGISTERED, Map.copyOf(set))
                    .or(ModelCard.of(model, Source.DISCOVERED, word));
        }
    }

    /** A registry whose entries settle, for the catalogue, when the test says so. */
    private final class Gated implements Registered {
        private final Map<String, CompletableFuture<Optional<TokenizerEntry>>> waiting = new HashMap<>();
        int adds;

        /** Waits until all that was asked for is loaded, and tells. */
        void open() throws Exception {
            while (!waiting.isEmpty()) {
                String id = waiting.keySet().iterator().next();
                var end = loaded.settled(id).toCompletableFuture().get(20, TimeUnit.SECONDS);
                var waits = waiting.remove(id);
                if (waits != null) {
                    waits.complete(end);
                }
            }
        }

        @Override
        public TokenizerEntry add(String name, String source, LoadOptions options) {
            adds++;
            return loaded.add(name, source, options, TokenizerRegistry.Origin.OPERATOR);
        }

        @Override
        public Optional<TokenizerEntry> get(String nameOrId) {
            return loaded.get(nameOrId);
        }

        @Override
        public CompletionStage<Optional<TokenizerEntry>> settled(String nameOrId) {
            return waiting.computeIfAbsent(nameOrId, _ -> new CompletableFuture<>());
        }

        @Override
        public boolean remove(String nameOrId) {
            return loaded.remove(nameOrId);
        }

        @Override
        public List<TokenizerEntry> list() {
            return loaded.list();
        }
    }
}
