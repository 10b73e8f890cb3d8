package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.file.Path;
import java.util.Map;

/** A model in memory, for one caller at a time: the command line, checks. */
@SuppressWarnings("DoNotCallSuggester")
public final class LoadedModel implements AutoCloseable {
    private LoadedModel() {}

    /**
     * Loads the model at {@code folder}.
     *
     * @throws ModelException if it is refused: what was seen and what to do
     */
    public static LoadedModel open(Path folder, TokenizerLoader tokenizers) throws ModelException {
        throw new ModelException(folder + " holds no manifest.json; give the folder of a model");
    }

    /**
     * What its heads make of {@code text}.
     *
     * @throws ModelException if the run fails
     */
    public Map<String, Signal> classify(String text) throws ModelException {
        throw new ModelException("nothing is loaded");
    }

    @Override
    public void close() {}
}
