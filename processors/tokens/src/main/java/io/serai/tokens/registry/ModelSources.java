package io.serai.tokens.registry;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source that someone names into a model folder.
 *
 * @param roots folders below which clients may name folders; a relative source is looked for in them, in this order
 * @param cache the cache of the hub's clients; null to use none
 * @param hub   where to download what the cache lacks; null to stay offline
 */
public record ModelSources(
        List<Path> roots,
        @Nullable HubCache cache,
        @Nullable Hub hub) {
    /** Copies the list. */
    public ModelSources {
        roots = List.copyOf(roots);
    }
}
