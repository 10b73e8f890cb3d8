package io.serai.onnx;

import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.TokenizerLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model that is, or is to be, loaded from a folder. Changed under its classifier's lock alone; may be read at any
 * time.
 */
final class HostedModel {
    private final Path folder;
    /** Where no model is loaded. */
    private volatile @Nullable Manifest manifest;

    private volatile @Nullable OnnxModel model;
    private volatile @Nullable String problem;
    private @Nullable FolderState loaded;
    private @Nullable FolderState tried;
    private @Nullable FolderState seen;

    HostedModel(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Of the model, or of the one that is to be loaded; null if the folder has never been good. */
    @Nullable
    Manifest manifest() {
        OnnxModel loaded = model;
        return loaded == null ? manifest : loaded.manifest();
    }

    @Nullable
    OnnxModel model() {
        return model;
    }

    /** Why the folder's present state is not loaded, or will not be; null if it is or may be. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Whether nothing is loaded and nothing known against it. */
    boolean toBeLoaded() {
        return model == null && problem == null;
    }

    /** Reads the manifest of what is to be loaded later. */
    void look() {
        tried = FolderState.of(folder);
        try {
            manifest = Manifest.read(folder);
            problem = null;
        } catch (ModelException e) {
            manifest = null;
            problem = e.getMessage();
        }
    }

    /**
     * Loads the folder; the model before is closed when the last run on it has ended.
     *
     * @throws ModelException if it is refused; the model before, if any, stays
     */
    void load(TokenizerLoader tokenizers) throws ModelException {
        FolderState state = FolderState.of(folder);
        tried = state;
        try {
            OnnxModel next = open(tokenizers);
            OnnxModel before = model;
            model = next;
            manifest = next.manifest();
            loaded = state;
            problem = null;
            if (before != null) {
                before.close();
            }
        } catch (ModelException e) {
            problem = e.getMessage();
            throw e;
        }
    }

    private OnnxModel open(TokenizerLoader tokenizers) throws ModelException {
        try {
            return OnnxModel.open(folder, tokenizers);
        } catch (RuntimeException | Error e) {
            // Also where there is no native library for this machine: who waits for the model must hear of it.
            throw new ModelException(folder + " cannot be loaded: " + e, e);
        }
    }

    /** Looks at the folder: whether it has been alike twice, and is another than at the last try. */
    boolean changed() {
        FolderState now = FolderState.of(folder);
        boolean stable = now.equals(seen);
        seen = now;
        if (stable && now.equals(loaded) && problem != null) {
            problem = null;
            tried = loaded;
        }
        return stable && !now.equals(tried);
    }

    /** Lets the model go; another is loaded only on demand. */
    void close() {
        OnnxModel last = model;
        model = null;
        if (last != null) {
            last.close();
        }
    }
}
