package io.serai.onnx.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code manifest.json} says that running the model needs.
 *
 * @param name      of the model
 * @param version   of the model
 * @param task      {@code intent}, {@code complexity}, {@code pii} or {@code multi}
 * @param graph     the file that runs
 * @param opset     of ONNX's own operators
 * @param tokenizer the tokenizer file
 * @param window    how long texts are cut
 * @param inputs    names of the graph's inputs
 * @param heads     what the model says; names and outputs are unique
 * @param sha256    of the manifest itself, hexadecimal: two models with the same one are the same
 */
public record Manifest(
        String name,
        String version,
        String task,
        HashedFile graph,
        int opset,
        HashedFile tokenizer,
        Window window,
        Inputs inputs,
        List<Head> heads,
        String sha256) {
    /** Its name in a model's folder. */
    public static final String FILE = "manifest.json";

    private static final long MAX_BYTES = 16 << 20;

    /**
     * A file of the folder.
     *
     * @param file   its name
     * @param sha256 hexadecimal, in lower case
     */
    public record HashedFile(String file, String sha256) {}

    /**
     * Rows of a long text.
     *
     * @param length  tokens at most, those around the text included
     * @param overlap tokens of the text that neighbours share
     */
    public record Window(int length, int overlap) {}

    /**
     * Names of inputs, all int64 {@code [batch, length]}.
     *
     * @param shape spelling of each token, or null if the graph does not take it
     */
    public record Inputs(String ids, String mask, @Nullable String shape) {}

    /**
     * The manifest of the model at {@code folder}.
     *
     * @throws ModelException if a member is missing or contradicts another; names it
     */
    public static Manifest read(Path folder) throws ModelException {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelException(file + " has more than " + MAX_BYTES + " bytes; it is no manifest");
            }
            return ManifestReader.read(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new ModelException(folder + " holds no " + FILE + "; give the folder of an exported model", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + ")", e);
        }
    }

    /** Name and version, such as {@code serai-signals@1.0.0}. */
    public String id() {
        return name + "@" + version;
    }

    /** Names of the heads, in their order. */
    public List<String> headNames() {
        return heads.stream().map(Head::name).toList();
    }

    /** The head of that name, if there is one. */
    public Optional<Head> head(String name) {
        return heads.stream().filter(head -> head.name().equals(name)).findFirst();
    }
}
