package io.serai.gateway.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.registry.HubCache;
import io.serai.tokens.registry.HubFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests may name as a classifier's model. */
class ClassifierSourcesTest {
    @TempDir
    Path root;

    private ClassifierSources sources() {
        return new ClassifierSources(null, List.of(root), new HubFolders(new HubCache(root.resolve("cache")), null));
    }

    @Test
    void aFolderOfTheWorkingDirectoryIsARepositoryToRequests() throws ClassifierRefusal {
        assertThat(Path.of("src/test")).as("the module's own folder").isDirectory();
        ModelSource named = sources().named("src/test");
        assertThat(named).isEqualTo(new ModelSource.Repository("src/test"));
        assertThat(sources().local(named)).as("not in the hub's cache").isEmpty();
    }

    @Test
    void aFolderBelowARootIsOne() throws ClassifierRefusal, IOException {
        Path folder = Files.createDirectories(root.resolve("org/name")).toRealPath();
        ModelSource named = sources().named("org/name");
        assertThat(named).isEqualTo(new ModelSource.Folder(folder));
        Files.delete(folder);
        assertThat(sources().local(named)).as("it stays one").contains(folder);
    }

    @Test
    void aFolderThatIsNotThereIsNoRepository() {
        assertThatThrownBy(() -> sources().named("nmaes"))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessage("'nmaes' is neither a folder below those that classifiers.folders lists, nor org/name");
    }
}
