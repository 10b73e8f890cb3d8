package io.serai.onnx.model;

import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Model folders of tests. */
public final class ModelFolders {
    /** As the gateway loads them. */
    public static final TokenizerLoader TOKENIZERS = Tokenizers::load;

    private ModelFolders() {}

    /** A model with all kinds of heads, of random weights. */
    public static Path tiny() {
        URL manifest = Objects.requireNonNull(ModelFolders.class.getResource("/tiny/manifest.json"));
        try {
            return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The models that Serai ships. */
    public static List<Path> released() {
        try (Stream<Path> folders = Files.list(Path.of("").toAbsolutePath())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(Manifest.FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of {@link #tiny} at {@code folder}. */
    public static Path copy(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of(Manifest.FILE, "model.onnx", "tokenizer.json")) {
            Files.write(folder.resolve(file), Files.readAllBytes(tiny().resolve(file)));
        }
        return folder;
    }

    /** A copy of {@link #tiny} at {@code folder}, in whose manifest {@code before} has become {@code after}. */
    public static Path copy(Path folder, String before, String after) throws IOException {
        copy(folder);
        edit(folder, before, after);
        return folder;
    }

    /** Writes {@code after} for {@code before} in the manifest of {@code folder}. */
    public static void edit(Path folder, String before, String after) throws IOException {
        Path manifest = folder.resolve(Manifest.FILE);
        String text = Files.readString(manifest);
        if (!text.contains(before)) {
            throw new IllegalArgumentException("the manifest has no " + before);
        }
        Files.writeString(manifest, text.replace(before, after));
    }
}
