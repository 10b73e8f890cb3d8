package io.serai.gateway.cli;

import io.serai.gateway.classifiers.ClassifierSources;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.tokens.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens a classifier's folder. */
final class ClassifierFolders {
    private ClassifierFolders() {}

    /**
     * The model that {@code name} means.
     *
     * @param name   a folder; null or {@code released} for the model that Serai ships
     * @param remedy what to do where none ships, for the message
     */
    static OnnxModel open(@Nullable String name, String remedy) throws CaseException {
        try {
            return OnnxModel.open(folder(name, remedy), Tokenizers::load);
        } catch (ModelException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    private static Path folder(@Nullable String name, String remedy) throws CaseException {
        if (name != null && !name.equals(ClassifierConfig.RELEASED)) {
            Path folder = Cases.existing(name);
            if (folder == null) {
                throw new CaseException("there is no folder " + name + "; name the folder of a model");
            }
            return folder;
        }
        String models = System.getenv("SERAI_MODELS");
        Path shipped = models == null || models.isEmpty()
                ? Path.of(System.getProperty("serai.home", "."), "models")
                : Path.of(models);
        Path folder = shipped.resolve(ClassifierSources.RELEASED_MODEL);
        if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
            throw new CaseException("this installation holds no released model (there is no "
                    + folder.resolve(Manifest.FILE) + "); " + remedy);
        }
        return folder;
    }
}
