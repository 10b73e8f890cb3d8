package io.serai.tokens.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * The cache folder that the hub's own clients keep: {@code models--org--name/{blobs,refs,snapshots}}.
 *
 * @param folder the folder that holds the repositories' folders
 */
public record HubCache(Path folder) {
    /** The folder that {@code HF_HUB_CACHE}, else {@code HF_HOME}, else the user's home says. */
    public static HubCache ofEnvironment(Map<String, String> environment, Path home) {
        return new HubCache(home);
    }
}
