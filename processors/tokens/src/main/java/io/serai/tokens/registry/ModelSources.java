package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int MAX_SOURCE = 1024;

    /** Copies the list. */
    public ModelSources {
        roots = List.copyOf(roots);
    }

    /** Cache and hub as the environment of the hub's own clients names them, and {@code roots}. */
    public static ModelSources ofEnvironment(List<Path> roots, Map<String, String> environment, Path home) {
        return new ModelSources(roots, HubCache.ofEnvironment(environment, home), Hub.ofEnvironment(environment));
    }

    /**
     * The folder that {@code source} names, with a vocabulary in it; downloads it if need be. Blocks.
     *
     * @throws IllegalArgumentException if {@code source} can name none
     * @throws ModelLoadException       if there is none, or not for {@code origin}
     */
    public Path open(String source, TokenizerRegistry.Origin origin) throws IOException, InterruptedException {
        check(source, origin);
        Path folder = origin == TokenizerRegistry.Origin.OPERATOR ? anywhere(source) : below(source);
        if (folder != null) {
            return folder;
        }
        return fromHub(HubModel.parse(source));
    }

    /** Refuses what can be told by the look of it: names that are none, and paths that clients may not name. */
    static void check(String source, TokenizerRegistry.Origin origin) {
        if (source.isBlank() || source.length() > MAX_SOURCE || source.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "source is blank, too long or has control characters; write a folder or org/name");
        }
        try {
            Path path = Path.of(source);
            if (origin == TokenizerRegistry.Origin.CLIENT) {
                for (Path part : path) {
                    if (part.toString().equals("..")) {
                        throw new IllegalArgumentException("source '" + source + "' climbs; write a folder without ..");
                    }
                }
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "source '" + source + "' is no path and no name; write a folder or org/name", e);
        }
    }

    private static @Nullable Path anywhere(String source) throws ModelLoadException {
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            return path;
        }
        if (Files.isRegularFile(path) && path.getParent() != null) {
            return path.getParent();
        }
        if (path.isAbsolute()) {
            throw new ModelLoadException("there is no folder " + source + "; name one that holds a model's files");
        }
        return null;
    }

    /** Links are followed before the roots are compared: one below a root may well lead out of it. */
    private @Nullable Path below(String source) throws IOException {
        Path path = Path.of(source);
        for (Path root : roots) {
            Path candidate = root.resolve(path);
            if (Files.isDirectory(root) && Files.isDirectory(candidate)) {
                Path real = candidate.toRealPath();
                if (real.startsWith(root.toRealPath())) {
                    return real;
                }
            }
        }
        if (path.isAbsolute()) {
            throw new ModelLoadException("source '" + source + "' is no folder below those that requests may name");
        }
        return null;
    }

    private Path fromHub(HubModel model) throws IOException, InterruptedException {
        Optional<Path> cached = cache == null ? Optional.empty() : cache.find(model);
        if (cached.isPresent() && vocabulary(cached.get())) {
            return cached.get();
        }
        if (hub == null || cache == null) {
            throw new ModelLoadException("'" + model
                    + "' is no folder, is not in the cache, and downloads are off; name a folder or turn them on");
        }
        return hub.download(model, cache);
    }

    private static boolean vocabulary(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(
                    file -> HubFiles.vocabulary(String.valueOf(file.getFileName())) && Files.isRegularFile(file));
        }
    }
}
