package io.serai.onnx;

import io.serai.core.ClassifierException;
import io.serai.core.Classifiers;
import io.serai.core.Signal;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.TokenizerLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Classifiers from model folders. Thread-safe.
 *
 * <p>A model is loaded when it is first needed, or by {@link #warm}; the first questions wait for it up to their
 * deadline. A folder that is refused leaves the model before it serving; {@link #status} says why.
 */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class ClassifierHost implements Classifiers, AutoCloseable {
    private final HostSettings settings;
    private final TokenizerLoader tokenizers;
    private final LongSupplier nanos;
    private volatile List<ClassifierSpec> specs = List.of();

    /** @param nanos the clock of deadlines, such as {@link System#nanoTime} */
    public ClassifierHost(HostSettings settings, TokenizerLoader tokenizers, LongSupplier nanos) {
        this.settings = settings;
        this.tokenizers = tokenizers;
        this.nanos = nanos;
    }

    /**
     * Makes {@code specs} all there is; where two have a head of the same name the later one serves it. Those that are
     * there already with the same folders are left alone. Reads manifests, loads nothing.
     */
    public void configure(List<ClassifierSpec> specs) {
        this.specs = List.copyOf(specs);
    }

    /** Loads what is not loaded yet, and blocks meanwhile; problems are in {@link #status}. */
    public void warm() {}

    /**
     * Loads the folders of classifier {@code name} anew, and blocks meanwhile.
     *
     * @throws ModelException if one is refused; what was live stays so
     */
    public void reload(String name) throws ModelException {
        throw new ModelException("no classifier is called '" + name + "'; name one of classifiers.models");
    }

    /**
     * Makes the candidate of classifier {@code name} live, until it is configured otherwise. Blocks while it is loaded.
     *
     * @throws ModelException if there is none, or it is refused
     */
    public void promote(String name) throws ModelException {
        throw new ModelException("classifier '" + name + "' has no candidate; set its shadow");
    }

    /**
     * Looks for folders that have changed; to be called about once a second. A change is loaded once the folder is
     * found alike twice, so that none is loaded half-copied. Blocks while a model is loaded.
     */
    public void pollChanges() {}

    @Override
    public Set<String> heads() {
        return Set.of();
    }

    @Override
    public CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> heads, Duration deadline) {
        return CompletableFuture.failedFuture(
                new ClassifierException(ClassifierException.Reason.NO_MODEL, "no classifier is live"));
    }

    /** How the classifiers stand, in the order of configuration. */
    public List<ClassifierStatus> status() {
        return specs.stream()
                .map(spec -> new ClassifierStatus(
                        spec.name(), spec.folder(), null, null, 0, spec.shadow(), null, null, Map.of()))
                .toList();
    }

    /** Counts. */
    public HostStats stats() {
        return new HostStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Fails what waits, and frees the models. */
    @Override
    public void close() {}
}
