package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache folder that the hub's own clients keep: {@code models--org--name/{blobs,refs,snapshots}}.
 *
 * @param folder the folder that holds the repositories' folders
 */
public record HubCache(Path folder) {
    /**
     * The folder that {@code HF_HUB_CACHE}, else {@code HF_HOME}, else the cache folder of the user at {@code home} says.
     */
    public static HubCache ofEnvironment(Map<String, String> environment, Path home) {
        String cache = set(environment, "HF_HUB_CACHE");
        if (cache == null) {
            cache = set(environment, "HUGGINGFACE_HUB_CACHE");
        }
        if (cache != null) {
            return new HubCache(Path.of(cache));
        }
        String hubHome = set(environment, "HF_HOME");
        if (hubHome != null) {
            return new HubCache(Path.of(hubHome, "hub"));
        }
        String caches = set(environment, "XDG_CACHE_HOME");
        Path base = caches == null ? home.resolve(".cache") : Path.of(caches);
        return new HubCache(base.resolve("huggingface").resolve("hub"));
    }

    private static @Nullable String set(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Folder of {@code model}'s files, if the cache has it; perhaps not all files are there. */
    Optional<Path> find(HubModel model) throws IOException {
        Path repository = folder.resolve(model.folderName());
        String commit = model.revision();
        Path ref = repository.resolve("refs").resolve(model.revision());
        if (Files.isRegularFile(ref)) {
            commit = Files.readString(ref).strip();
        }
        if (commit.contains("/") || commit.contains("\\") || commit.contains("..") || commit.isEmpty()) {
            return Optional.empty();
        }
        Path snapshot = repository.resolve("snapshots").resolve(commit);
        return Files.isDirectory(snapshot) ? Optional.of(snapshot) : Optional.empty();
    }
}
