package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The file {@code index} holds the name of another one. */
    private static List<String> needed(Path folder) throws IOException {
        Path index = folder.resolve("index");
        return Files.exists(index) ? List.of("index", Files.readString(index)) : List.of("index");
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
}
