package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Which files of a folder must be there. */
    @FunctionalInterface
    public interface Needed {
        /**
         * Names of files. Asked again whenever some have come, so that one file may name others.
         *
         * @throws IOException if what is there cannot be read
         */
        List<String> in(Path folder) throws IOException;
    }

    /**
     * The folder of {@code source} in the cache, if all that is needed is in it.
     *
     * @throws IllegalArgumentException if {@code source} is no {@code org/name} or {@code org/name@revision}
     */
    public Optional<Path> cached(String source, Needed needed) throws IOException {
        HubModel model = HubModel.parse(source);
        Optional<Path> found = cache == null ? Optional.empty() : cache.find(model);
        return found.isPresent() && missing(found.get(), needed).isEmpty() ? found : Optional.empty();
    }

    /**
     * The folder of {@code source} as the hub has it now; downloads what the cache lacks. Blocks.
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

    static List<String> missing(Path folder, Needed needed) throws IOException {
        var missing = new ArrayList<String>();
        for (String name : needed.in(folder)) {
            if (!NAME.matcher(name).matches()) {
                throw new ModelLoadException("a file of " + folder.getFileName()
                        + " names another one that is no plain name; have the model exported anew");
            }
            if (!Files.isRegularFile(folder.resolve(name))) {
                missing.add(name);
            }
        }
        return missing;
    }
}
