package io.serai.gateway.classifiers;

import io.serai.gateway.classifiers.ClassifierRefusal.Kind;
import io.serai.gateway.classifiers.ModelSource.Folder;
import io.serai.gateway.classifiers.ModelSource.Released;
import io.serai.gateway.classifiers.ModelSource.Repository;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import io.serai.tokens.registry.DamagedFilesException;
import io.serai.tokens.registry.HubFolders;
import io.serai.tokens.registry.HubFolders.NeededFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a classifier's model is called into a folder.
 *
 * @param released folder of the models that Serai ships, or null
 * @param roots    folders below which requests may name models
 * @param hub      where repositories are looked for
 */
public record ClassifierSources(@Nullable Path released, List<Path> roots, HubFolders hub) {
    /** Folder of the released model, within {@link #released}. */
    public static final String RELEASED_MODEL = "serai-signals";

    private static final int MAX_SOURCE = 1024;

    /** Copies the list. */
    public ClassifierSources {
        roots = List.copyOf(roots);
    }

    /**
     * The folder of {@code source} where it lies on this machine; empty if it must be fetched first, which is so where
     * the hub's cache holds it damaged. A folder of the user's need not be good.
     *
     * @throws ClassifierRefusal if it is nowhere
     */
    Optional<Path> local(ModelSource source) throws ClassifierRefusal {
        return switch (source) {
            case Released _ -> Optional.of(shipped());
            case Folder(Path folder) -> Optional.of(folder);
            case Repository(String name) -> cached(name);
        };
    }

    private Optional<Path> cached(String repository) throws ClassifierRefusal {
        try {
            return hub.cached(repository, ClassifierSources::files);
        } catch (IllegalArgumentException | IOException e) {
            throw new ClassifierRefusal(Kind.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Path shipped() throws ClassifierRefusal {
        Path folder = released == null ? null : released.resolve(RELEASED_MODEL);
        if (folder == null || !Files.isRegularFile(folder.resolve(Manifest.FILE))) {
            throw new ClassifierRefusal(
                    Kind.UNUSABLE,
                    "this installation holds no released model"
                            + (folder == null ? "" : " (there is no " + folder.resolve(Manifest.FILE) + ")")
                            + "; name a folder or a repository of the hub in classifiers.models");
        }
        return folder;
    }

    /**
     * The folder of {@code source} as the hub has it now. Blocks while it is downloaded.
     *
     * @throws ClassifierRefusal if it cannot be had
     */
    Path fetched(Repository source) throws ClassifierRefusal, InterruptedException {
        try {
            return hub.fetch(source.name(), ClassifierSources::files);
        } catch (IllegalArgumentException e) {
            throw new ClassifierRefusal(Kind.INVALID, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ClassifierRefusal(Kind.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The folder of {@code source} as it is now, fetched anew where it is a repository. Blocks meanwhile.
     *
     * @throws ClassifierRefusal if it cannot be had
     */
    Path refreshed(ModelSource source) throws ClassifierRefusal, InterruptedException {
        return source instanceof Repository repository
                ? fetched(repository)
                : local(source).orElseThrow();
    }

    /**
     * The folder of {@code source}, fetched only where it is not on this machine. Blocks meanwhile.
     *
     * @throws ClassifierRefusal if it cannot be had
     */
    Path folder(ModelSource source) throws ClassifierRefusal, InterruptedException {
        Optional<Path> here = local(source);
        return here.isPresent() ? here.get() : refreshed(source);
    }

    private static List<NeededFile> files(Path folder) throws IOException {
        var own = new NeededFile(Manifest.FILE, null);
        if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
            return List.of(own);
        }
        try {
            Manifest manifest = Manifest.read(folder);
            return List.of(own, needed(manifest.graph()), needed(manifest.tokenizer()));
        } catch (ModelException e) {
            throw new DamagedFilesException(Set.of(Manifest.FILE), String.valueOf(e.getMessage()));
        }
    }

    private static NeededFile needed(Manifest.HashedFile file) {
        return new NeededFile(file.file(), file.sha256());
    }

    /**
     * What a request means by {@code source}: a folder below one of {@link #roots}, a repository, or {@code released}.
     *
     * @throws ClassifierRefusal if it may not name that, or means nothing
     */
    ModelSource named(String source) throws ClassifierRefusal {
        if (source.equals(ClassifierConfig.RELEASED)) {
            return new Released();
        }
        Path path = path(source);
        for (Path root : roots) {
            try {
                Path candidate = root.resolve(path);
                if (Files.isDirectory(root) && Files.isDirectory(candidate)) {
                    // Links are followed first: one below a root may well lead out of it.
                    Path real = candidate.toRealPath();
                    if (real.startsWith(root.toRealPath())) {
                        return new Folder(real);
                    }
                }
            } catch (IOException _) {
                // gone meanwhile: no folder
            }
        }
        if (path.isAbsolute() || source.startsWith(".")) {
            throw new ClassifierRefusal(
                    Kind.INVALID, "'" + source + "' is no folder below those that classifiers.folders lists");
        }
        if (path.getNameCount() < 2) { // a slip in the name of a folder is nothing to ask the hub about
            throw new ClassifierRefusal(
                    Kind.INVALID,
                    "'" + source + "' is neither a folder below those that classifiers.folders lists, nor org/name");
        }
        return new Repository(source);
    }

    private static Path path(String source) throws ClassifierRefusal {
        if (source.isBlank() || source.length() > MAX_SOURCE || source.chars().anyMatch(Character::isISOControl)) {
            throw new ClassifierRefusal(
                    Kind.INVALID, "the name is blank, too long or has control characters; write a folder or org/name");
        }
        try {
            Path path = Path.of(source);
            for (Path part : path) {
                if (part.toString().equals("..")) {
                    throw new ClassifierRefusal(Kind.INVALID, "'" + source + "' climbs; write a folder without ..");
                }
            }
            return path;
        } catch (InvalidPathException e) {
            throw new ClassifierRefusal(Kind.INVALID, "the name is no path; write a folder or org/name");
        }
    }
}
