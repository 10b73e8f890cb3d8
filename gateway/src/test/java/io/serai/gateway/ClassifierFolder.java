package io.serai.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Copies of a small model: five intents, a complexity, personal data and an embedding, all of random weights. */
public final class ClassifierFolder {
    private static final List<String> FILES = List.of("model.onnx", "tokenizer.json", "golden.jsonl");

    private ClassifierFolder() {}

    /** The folder that is copied. */
    public static Path tiny() {
        return Path.of("").toAbsolutePath().resolveSibling("models-onnx/src/test/resources/tiny");
    }

    /** Makes {@code folder} a model of that version; it may be one already. The manifest comes last. */
    public static Path write(Path folder, String version) {
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                Files.copy(tiny().resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            String manifest = Files.readString(tiny().resolve("manifest.json"));
            Files.writeString(
                    folder.resolve("manifest.json"),
                    manifest.replace("\"version\": \"1.0.0\"", "\"version\": \"" + version + "\""));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
