package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.registry.HubFolders.NeededFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFoldersTest {
    @TempDir
    Path cache;

    private final FakeHub hub = hub();

    private static FakeHub hub() {
        try {
            return new FakeHub();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private HubFolders folders() {
        return new HubFolders(new HubCache(cache), new Hub(hub.endpoint(), null));
    }

    /** The file {@code index} holds the name of another one, and perhaps what that must hold: {@code name=text}. */
    private static List<NeededFile> needed(Path folder) throws IOException {
        Path index = folder.resolve("index");
        if (!Files.exists(index)) {
            return List.of(new NeededFile("index", null));
        }
        String[] other = Files.readString(index).split("=", 2);
        if (other[0].isEmpty()) {
            throw new DamagedFilesException(Set.of("index"), "index names nothing");
        }
        return List.of(
                new NeededFile("index", null),
                new NeededFile(other[0], other.length == 1 ? null : FakeHub.sha256(other[1])));
    }

    private Path fetch() throws IOException, InterruptedException {
        return folders().fetch("acme/tiny", HubFoldersTest::needed);
    }

    private Optional<Path> cached() throws IOException {
        return folders().cached("acme/tiny", HubFoldersTest::needed);
    }

    private long downloads(String name) {
        return hub.seen.stream()
                .filter(seen -> seen.method().equals("GET") && seen.path().endsWith("/" + name))
                .count();
    }

    private Path repository() {
        return cache.resolve("models--acme--tiny");
    }

    @Test
    void aFileMayNameOthers() throws Exception {
        hub.files.put("index", "data.bin");
        hub.files.put("data.bin", "abc");
        hub.files.put("unwanted", "x");
        assertThat(folders().cached("acme/tiny", HubFoldersTest::needed)).isEmpty();
        Path folder = folders().fetch("acme/tiny", HubFoldersTest::needed);
        assertThat(folder.resolve("data.bin")).hasContent("abc");
        assertThat(folder.resolve("unwanted")).doesNotExist();
        assertThat(folder.getFileName()).hasToString(FakeHub.COMMIT);
        assertThat(folders().cached("acme/tiny", HubFoldersTest::needed)).contains(folder);
        Files.delete(folder.resolve("data.bin"));
        assertThat(folders().cached("acme/tiny", HubFoldersTest::needed)).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        hub.files.put("index", "data.bin");
        assertThatThrownBy(() -> folders().fetch("acme/tiny", HubFoldersTest::needed))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("acme/tiny has no data.bin");
        assertThatThrownBy(() -> new HubFolders(null, null).fetch("acme/tiny", HubFoldersTest::needed))
                .hasMessageContaining("tokens.hub.cache");
        assertThatThrownBy(() -> folders().cached("no name", HubFoldersTest::needed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        hub.files.put("index", "../../secret");
        hub.files.put("../../secret", "x");
        assertThatThrownBy(() -> folders().fetch("acme/tiny", HubFoldersTest::needed))
                .hasMessageContaining("no plain name");
        assertThat(cache.resolve("secret")).doesNotExist();
    }

    @Test
    void whatComesDamagedIsNotKept() throws Exception {
        hub.files.put("index", "data.bin=good");
        hub.files.put("data.bin", "bad");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(
                        "acme/tiny came damaged", "data.bin has another sha256 than index says", "downloads it anew");
        assertThat(downloads("data.bin")).as("one look, one download").isEqualTo(1);
        assertThat(cached()).isEmpty();
        assertThat(repository().resolve("blobs")).isEmptyDirectory();
        assertThat(repository().resolve("refs")).doesNotExist();

        hub.files.put("data.bin", "good");
        assertThat(fetch().resolve("data.bin")).hasContent("good");
        assertThat(cached()).isPresent();
    }

    @Test
    void aFileThatNamesOthersAndCannotBeReadIsNotKept() throws Exception {
        hub.files.put("index", "=");
        assertThatThrownBy(this::fetch).hasMessageContainingAll("acme/tiny", "index names nothing", "not kept");
        assertThatThrownBy(this::fetch).hasMessageContaining("index names nothing");
        assertThat(downloads("index")).as("by two looks").isEqualTo(2);
        hub.files.put("index", "data.bin");
        hub.files.put("data.bin", "abc");
        assertThat(fetch().resolve("data.bin")).hasContent("abc");
    }

    /** It may have become so on the disk, or have been downloaded by another client. */
    @Test
    void whatIsDamagedInTheCacheIsDownloadedAnew() throws Exception {
        hub.files.put("index", "data.bin=good");
        hub.files.put("data.bin", "good");
        hub.files.put("tokenizer.json", "of another use");
        Path folder = fetch();
        Files.writeString(folder.resolve("data.bin"), "torn");
        Files.writeString(folder.resolve("tokenizer.json"), "of another use");
        assertThat(cached()).isEmpty();

        assertThat(fetch()).isEqualTo(folder);
        assertThat(folder.resolve("data.bin")).hasContent("good");
        assertThat(folder.resolve("tokenizer.json")).hasContent("of another use");
        assertThat(cached()).contains(folder);
    }

    @Test
    void anotherRevisionKeepsWhatItSharesWithADamagedOne() throws Exception {
        hub.files.put("index", "data.bin=good");
        hub.files.put("data.bin", "good");
        Path before = fetch();
        String next = "f".repeat(40);
        hub.commit = next;
        hub.files.put("index", "data.bin=better"); // but data.bin is still the one before
        assertThatThrownBy(this::fetch).hasMessageContaining("data.bin has another sha256");
        assertThat(repository().resolve("snapshots/" + next)).isEmptyDirectory();
        assertThat(before.resolve("data.bin")).hasContent("good");
        assertThat(cached()).as("main is the one before").contains(before);
        hub.files.put("data.bin", "better");
        assertThat(fetch().resolve("data.bin")).hasContent("better");
        assertThat(before.resolve("data.bin")).hasContent("good");
    }

    @Test
    void damagedContentThatRevisionsShareIsNotTakenFromTheCacheAgain() throws Exception {
        hub.files.put("index", "data.bin=good");
        hub.files.put("data.bin", "good");
        Path before = fetch();
        Files.writeString(before.resolve("data.bin"), "torn");
        hub.commit = "f".repeat(40);
        assertThat(fetch().resolve("data.bin")).hasContent("good");
        assertThat(before.resolve("data.bin")).as("it is one content").hasContent("good");
    }
}
