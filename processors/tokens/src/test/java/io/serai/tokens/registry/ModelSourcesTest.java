package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.registry.TokenizerRegistry.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourcesTest {
    @TempDir
    Path folder;

    private Path root;
    private Path outside;
    private ModelSources sources;

    @BeforeEach
    void folders() throws IOException {
        root = Files.createDirectories(folder.resolve("models"));
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(root.resolve("tiny"));
        sources = new ModelSources(List.of(root), new HubCache(folder.resolve("cache")), null);
    }

    @Test
    void clientsReachFoldersBelowARoot() throws Exception {
        Path tiny = root.resolve("tiny").toRealPath();
        assertThat(sources.open("tiny", Origin.CLIENT)).isEqualTo(tiny);
        assertThat(sources.open(tiny.toString(), Origin.CLIENT)).isEqualTo(tiny);
    }

    @Test
    void clientsReachNothingElse() {
        assertThatThrownBy(() -> sources.open(outside.toString(), Origin.CLIENT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("no folder below those");
    }

    @Test
    void aLinkOutOfARootIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), outside);
        assertThatThrownBy(() -> sources.open(link.toString(), Origin.CLIENT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("no folder below those");
        assertThatThrownBy(() -> sources.open("link", Origin.CLIENT)).isInstanceOf(ModelLoadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "tiny/../../outside", "..", " ", "a\nb", "a\0b"})
    void namesThatClimbOrAreNoneAreRefusedAtOnce(String source) {
        assertThatThrownBy(() -> ModelSources.check(source, Origin.CLIENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void operatorsReachAnyFolder() throws Exception {
        assertThat(sources.open(outside.toString(), Origin.OPERATOR)).isEqualTo(outside);
        Path file = Files.writeString(outside.resolve("tokenizer.json"), "{}");
        assertThat(sources.open(file.toString(), Origin.OPERATOR)).isEqualTo(outside);
    }

    @Test
    void aCachedModelNeedsNoHub() throws Exception {
        Path repository = folder.resolve("cache/models--acme--tiny");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/abc"));
        Files.createDirectories(repository.resolve("refs/pr"));
        Files.writeString(repository.resolve("refs/main"), "abc\n");
        Files.writeString(repository.resolve("refs/pr/7"), "abc");
        Files.writeString(snapshot.resolve("tokenizer.json"), "{}");
        assertThat(sources.open("acme/tiny", Origin.CLIENT)).isEqualTo(snapshot);
        assertThat(sources.open("acme/tiny@pr/7", Origin.CLIENT)).isEqualTo(snapshot);
        assertThat(sources.open("acme/tiny@abc", Origin.CLIENT)).isEqualTo(snapshot);
    }

    @Test
    void aCacheWithoutTheVocabularyIsNotEnough() throws Exception {
        Path repository = folder.resolve("cache/models--acme--tiny");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/abc"));
        Files.writeString(snapshot.resolve("config.json"), "{}");
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "abc");
        assertThatThrownBy(() -> sources.open("acme/tiny", Origin.CLIENT)).hasMessageContaining("downloads are off");
    }

    @Test
    void aRefThatPointsOutOfTheCacheIsNotFollowed() throws Exception {
        Path repository = folder.resolve("cache/models--acme--tiny");
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "../../../../outside");
        assertThat(new HubCache(folder.resolve("cache")).find(HubModel.parse("acme/tiny")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c", "/x", "a/..", "a/b@../c", "a/b@", "a/b@c..d", "a--b/c", "a b", "a/b@/etc"})
    void refusesWhatIsNoModelOfAHub(String source) {
        assertThatThrownBy(() -> HubModel.parse(source)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HF_HUB_CACHE, /a, /a",
        "HF_HOME, /a, /a/hub",
        "XDG_CACHE_HOME, /a, /a/huggingface/hub",
        "OTHER, /a, /home/me/.cache/huggingface/hub"
    })
    void findsTheCacheAsTheHubsClientsDo(String name, String value, Path expected) {
        assertThat(HubCache.ofEnvironment(Map.of(name, value), Path.of("/home/me"))
                        .folder())
                .isEqualTo(expected);
    }
}
