package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders of files that are named by their repository: from the cache of the hub's clients, or from the hub.
 *
 * @param cache null to use none; then nothing can be downloaded either
 * @param hub   null to stay offline
 */
public record HubFolders(@Nullable HubCache cache, @Nullable Hub hub) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    /**
     * A file that must be there.
     *
     * @param sha256 of what it must hold, hexadecimal in lower case; null for any content
     */
    public record NeededFile(String name, @Nullable String sha256) {}

    /** Which files of a folder must be there. */
    @FunctionalInterface
    public interface Needed {
        /**
         * The files. Asked again whenever some have come, so that one file may name others.
         *
         * @throws DamagedFilesException if a file that names others cannot be read
         */
        List<NeededFile> in(Path folder) throws IOException;
    }

    /**
     * The folder of {@code source} in the cache, if all that is needed is in it, undamaged. Reads the files whose
     * checksums are known.
     *
     * @throws IllegalArgumentException if {@code source} is no {@code org/name} or {@code org/name@revision}
     */
    public Optional<Path> cached(String source, Needed needed) throws IOException {
        HubModel model = HubModel.parse(source);
        Optional<Path> found = cache == null ? Optional.empty() : cache.find(model);
        try {
            return found.isPresent() && missing(found.get(), needed).isEmpty() ? found : Optional.empty();
        } catch (DamagedFilesException _) {
            return Optional.empty();
        }
    }

    /**
     * The folder of {@code source} as the hub has it now; downloads what the cache lacks or holds damaged. Blocks.
     * What comes damaged does not stay in the cache.
     *
     * @throws IllegalArgumentException as {@link #cached} does
     * @throws ModelLoadException       if it cannot be had: why, and what to do
     */
    public Path fetch(String source, Needed needed) throws IOException, InterruptedException {
        HubModel model = HubModel.parse(source);
        if (hub == null || cache == null) {
            throw new ModelLoadException("'" + model + "' is not in the cache and cannot be downloaded without one; set"
                    + " tokens.hub.cache, or name a folder");
        }
        return hub.fetch(model, cache, needed);
    }

    /** @throws DamagedFilesException if one that is there does not hold what it must */
    static List<String> missing(Path folder, Needed needed) throws IOException {
        List<NeededFile> files = needed.in(folder);
        var missing = new ArrayList<String>();
        var damaged = new ArrayList<NeededFile>();
        for (NeededFile file : files) {
            if (!NAME.matcher(file.name).matches()) {
                throw new ModelLoadException("a file of " + folder.getFileName()
                        + " names another one that is no plain name; have the model exported anew");
            }
            Path path = folder.resolve(file.name);
            if (!Files.isRegularFile(path)) {
                missing.add(file.name);
            } else if (file.sha256 != null && !file.sha256.equals(HubSnapshot.sha256(path))) {
                damaged.add(file);
            }
        }
        if (!damaged.isEmpty()) {
            throw damaged(files, damaged);
        }
        return missing;
    }

    /** The files without checksums, which name those of others, may be the wrong ones. */
    private static DamagedFilesException damaged(List<NeededFile> files, List<NeededFile> damaged) {
        List<String> wrong = damaged.stream().map(NeededFile::name).toList();
        List<String> naming = files.stream()
                .filter(file -> file.sha256 == null)
                .map(NeededFile::name)
                .toList();
        var all = new HashSet<String>(wrong);
        all.addAll(naming);
        return new DamagedFilesException(
                all,
                String.join(" and ", wrong) + (wrong.size() == 1 ? " has another sha256" : " have other sha256s")
                        + " than " + String.join(" and ", naming) + " says");
    }
}
