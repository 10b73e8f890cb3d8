package io.serai.onnx;

import io.serai.core.Classifiers;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.TokenizerLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Classifiers from model folders. Thread-safe.
 *
 * <p>A model is loaded when it is first needed, or by {@link #warm}; the first questions wait for it up to their
 * deadline. A folder that is refused leaves the model before it serving; {@link #status} says why.
 */
public final class ClassifierHost implements Classifiers, AutoCloseable {
    private final HostSettings settings;
    private final TokenizerLoader tokenizers;
    private final LongSupplier nanos;
    private final Counters counters = new Counters();
    private final SignalCache cache;
    private final JobQueue queue;
    private final Deadlines deadlines;
    private final Desk desk;
    private final Object tableLock = new Object();
    private volatile Map<String, HostedClassifier> classifiers = Map.of();
    private volatile HeadTable table = HeadTable.of(List.of());

    /** @param nanos the clock of deadlines and of what {@code observer} hears, such as {@link System#nanoTime} */
    public ClassifierHost(
            HostSettings settings, TokenizerLoader tokenizers, InferenceObserver observer, LongSupplier nanos) {
        this.settings = settings;
        this.tokenizers = tokenizers;
        this.nanos = nanos;
        this.cache = new SignalCache(settings.cacheBytes());
        this.queue = new JobQueue(settings.queue(), settings.threads());
        this.deadlines = new Deadlines(nanos);
        this.desk = new Desk(() -> table, this::renewed, queue, cache, counters, nanos);
        for (int i = 0; i < settings.threads(); i++) {
            Thread.ofPlatform().daemon().name("serai-infer-" + i).start(new InferenceThread(queue, observer, nanos));
        }
    }

    /**
     * Makes {@code specs} all there is; where two have a head of the same name the later one serves it. Those that are
     * there already with the same folders are left alone. Reads manifests; what changes of a classifier in use is
     * loaded later, and the model before serves until then.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public synchronized void configure(List<ClassifierSpec> specs) {
        var next = new LinkedHashMap<String, HostedClassifier>();
        for (ClassifierSpec spec : specs) {
            HostedClassifier classifier = classifiers.get(spec.name());
            if (classifier == null) {
                classifier = new HostedClassifier(spec, tokenizers, this::tabulate, settings.queue());
            } else {
                classifier.configure(spec);
            }
            if (next.put(spec.name(), classifier) != null) {
                throw new IllegalArgumentException(
                        "two classifiers are called '" + spec.name() + "'; give each its own name");
            }
        }
        Map<String, HostedClassifier> before = classifiers;
        classifiers = Collections.unmodifiableMap(next);
        tabulate();
        before.forEach((name, classifier) -> {
            if (!next.containsKey(name)) {
                classifier.close();
            }
        });
    }

    private void tabulate() {
        var _ = renewed();
    }

    private HeadTable renewed() {
        synchronized (tableLock) {
            HeadTable now = HeadTable.of(classifiers.values());
            table = now;
            return now;
        }
    }

    /**
     * Loads what is not loaded yet, and blocks meanwhile. What was refused is left alone until its folder changes; problems
     * are in {@link #status}.
     */
    public void warm() {
        classifiers.values().forEach(HostedClassifier::warm);
    }

    /**
     * Loads the folders of classifier {@code name} anew, and blocks meanwhile.
     *
     * @throws ModelException if one is refused; what was live stays so
     */
    public void reload(String name) throws ModelException {
        classifier(name).reload();
    }

    /**
     * Makes the model at {@code folder} the candidate of classifier {@code name}, until another is configured. Blocks
     * while it is loaded.
     *
     * @param folder null for no candidate
     * @param share  of the texts that it sees, from 0 to 1
     * @throws ModelException if it is refused; the candidate before, if any, stays
     */
    public void shadow(String name, @Nullable Path folder, double share) throws ModelException {
        classifier(name).shadow(folder, share);
    }

    /**
     * Makes the candidate of classifier {@code name} live, until another folder is configured. Blocks while it is
     * loaded.
     *
     * @throws ModelException if there is none, or it is refused
     */
    public void promote(String name) throws ModelException {
        classifier(name).promote();
    }

    private HostedClassifier classifier(String name) throws ModelException {
        HostedClassifier classifier = classifiers.get(name);
        if (classifier == null) {
            throw new ModelException("no classifier is called '" + name + "'; name one of classifiers.models");
        }
        return classifier;
    }

    /**
     * Looks for folders that have changed; to be called about once a second. A change is loaded once the folder is
     * found alike twice, so that none is loaded half-copied. Blocks while a model is loaded.
     */
    public void pollChanges() {
        classifiers.values().forEach(HostedClassifier::pollChanges);
    }

    @Override
    public Set<String> heads() {
        return Collections.unmodifiableSet(table.servers().keySet());
    }

    @Override
    public Set<String> vocabulary(String head) {
        return table.vocabulary(head);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Often that thread is one that runs models: whoever does more with the answer than a moment's work does it
     * elsewhere.
     */
    @Override
    public CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> heads, Duration deadline, Urgency urgency) {
        var question = new Question(
                List.copyOf(texts), heads.size(), nanos.getAsLong() + deadline.toNanos(), Lane.of(urgency), counters);
        if (question.answer().isDone()) {
            return question.answer();
        }
        desk.ask(question, heads);
        deadlines.watch(question);
        return question.answer();
    }

    /** How the classifiers stand, in the order of configuration. */
    public List<ClassifierStatus> status() {
        return classifiers.values().stream().map(HostedClassifier::status).toList();
    }

    /** Counts. */
    public HostStats stats() {
        return counters.stats(queue.waiting(), cache);
    }

    /** Fails what waits, and frees the models when their last runs have ended. */
    @Override
    public void close() {
        queue.close();
        configure(List.of());
        deadlines.close();
    }
}
