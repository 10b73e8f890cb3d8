package io.serai.bench.jmh;

import io.serai.bench.process.BenchFailure;
import io.serai.core.Tokenizer;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.ClassifierSpec;
import io.serai.onnx.HostSettings;
import io.serai.onnx.InferenceObserver;
import io.serai.onnx.model.Manifest;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The model that Serai ships. */
final class ReleasedModel {
    private static final String NAME = "serai-signals";
    private static final int QUEUE = 1024;
    private static final long CACHE_BYTES = 64L << 20;

    private ReleasedModel() {}

    /** Its folder: of {@code SERAI_MODELS}, else of the checkout. */
    static Path folder() {
        String models = System.getenv("SERAI_MODELS");
        Path home = Path.of(Objects.requireNonNullElse(System.getenv("SERAI_HOME"), ""));
        Path folder = (models == null ? home.resolve("models-onnx") : Path.of(models)).resolve(NAME);
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            return folder;
        }
        throw new BenchFailure("no released model in " + folder.toAbsolutePath()
                + "; set SERAI_MODELS to the folder that holds " + NAME);
    }

    /** As the gateway runs it, with one thread. */
    static ClassifierHost host() {
        var host = new ClassifierHost(
                new HostSettings(1, QUEUE, CACHE_BYTES), Tokenizers::load, InferenceObserver.NONE, System::nanoTime);
        host.configure(List.of(new ClassifierSpec("signals", folder(), null, 0)));
        host.warm();
        return host;
    }

    /** Prose of {@code tokens} tokens, those around a text not counted. */
    static String text(int tokens) {
        Tokenizer tokenizer = tokenizer();
        String[] words = Prose.all().split("\\s+", -1);
        var text = new StringBuilder(words[0]);
        for (int i = 1; tokenizer.encode(text + " " + words[i], false).length <= tokens; i++) {
            text.append(' ').append(words[i]);
        }
        // The next word has too many.
        while (tokenizer.encode(text.toString(), false).length < tokens) {
            text.append(" .");
        }
        return text.toString();
    }

    static Tokenizer tokenizer() {
        try {
            return Tokenizers.load(folder().resolve("tokenizer.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
