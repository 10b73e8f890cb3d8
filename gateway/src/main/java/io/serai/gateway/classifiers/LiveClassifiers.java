package io.serai.gateway.classifiers;

import io.serai.gateway.classifiers.ClassifierRefusal.Kind;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.gateway.config.ModelLabels;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.ClassifierSpec;
import io.serai.onnx.ClassifierStatus;
import io.serai.onnx.ModelSummary;
import io.serai.onnx.model.ModelException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a host at what the configuration and the admin API say. Thread-safe; methods that change something may block
 * while a model is loaded or downloaded, and are not for event loops.
 */
public final class LiveClassifiers {
    /** Name of the classifier that is there where none is configured. */
    static final String IMPLIED = ClassifierConfig.RELEASED;

    private final ClassifierHost host;
    private final ClassifierSources sources;
    private final Executor work;
    private final InstantSource clock;
    private final ModelSearch search;
    private final AtomicBoolean polling = new AtomicBoolean();
    /**
     * Held by one change at a time, from what it reads to what it has told the host, while models load too. Taken before
     * the monitor, which guards the classifiers and is held for a moment.
     */
    private final ReentrantLock changes = new ReentrantLock();

    private volatile Map<String, WantedClassifier> classifiers = Map.of();

    /**
     * Nothing is live before {@link #configure}.
     *
     * @param work for downloads and loading
     */
    public LiveClassifiers(ClassifierHost host, ClassifierSources sources, Executor work, InstantSource clock) {
        this.host = host;
        this.sources = sources;
        this.work = work;
        this.clock = clock;
        this.search = new ModelSearch(sources, work, clock, this::arrived);
    }

    // ---- what is wanted

    /**
     * Makes {@code wanted} all classifiers there are; without any, the released model is one. What the admin API changed
     * of one stays as long as its configuration does. Reads manifests; loads nothing.
     */
    public void configure(Map<String, ClassifierConfig> wanted) {
        arrived(() -> want(wanted));
    }

    private void want(Map<String, ClassifierConfig> wanted) {
        Map<String, ClassifierConfig> all = effective(wanted);
        boolean implied = wanted.isEmpty();
        var next = new LinkedHashMap<String, WantedClassifier>();
        all.forEach((name, config) -> {
            WantedClassifier before = classifiers.get(name);
            next.put(
                    name,
                    before != null && before.configured.equals(config)
                            ? before
                            : classifier(name, config, before, implied));
        });
        classifiers = Collections.unmodifiableMap(next);
    }

    private static Map<String, ClassifierConfig> effective(Map<String, ClassifierConfig> wanted) {
        return wanted.isEmpty() ? Map.of(IMPLIED, new ClassifierConfig(ClassifierConfig.RELEASED, null, 1)) : wanted;
    }

    private WantedClassifier classifier(
            String name, ClassifierConfig config, @Nullable WantedClassifier before, boolean implied) {
        WantedModel live =
                search.begin(ModelSource.configured(config.model()), before == null ? null : before.live.folder());
        String shadow = config.shadow();
        return new WantedClassifier(
                name,
                config,
                live,
                shadow == null ? null : search.begin(ModelSource.configured(shadow), null),
                implied);
    }

    /** Makes a change of classifiers, and tells the host. */
    private void arrived(Runnable change) {
        changes.lock();
        try {
            List<ClassifierSpec> specs;
            synchronized (this) {
                change.run();
                specs = classifiers.values().stream()
                        .map(WantedClassifier::spec)
                        .filter(Objects::nonNull)
                        .toList();
            }
            host.configure(specs);
            observe();
        } finally {
            changes.unlock();
        }
    }

    // ---- how it stands

    /** All classifiers, in the order of configuration. */
    public synchronized List<ClassifierView> all() {
        Map<String, ClassifierStatus> status = observe();
        return classifiers.values().stream()
                .map(classifier -> classifier.view(status.get(classifier.name)))
                .toList();
    }

    private synchronized Map<String, ClassifierStatus> observe() {
        var byName = new HashMap<String, ClassifierStatus>();
        host.status().forEach(status -> byName.put(status.name(), status));
        Instant now = clock.instant();
        classifiers.values().forEach(classifier -> classifier.observe(byName.get(classifier.name), now));
        return byName;
    }

    /** Who serves what, as it is now. Never blocks. */
    public ServedHeads served() {
        return new ServedHeads(classifiers.keySet(), host.status());
    }

    /** What the models that are live say. Reads no files; never blocks. */
    public LiveLabels labels() {
        var models = new HashMap<String, @Nullable ModelSummary>();
        host.status().forEach(status -> models.put(status.name(), status.live()));
        var byHead = new HashMap<String, Set<String>>();
        for (String name : List.copyOf(classifiers.keySet()).reversed()) {
            ModelSummary model = models.get(name);
            if (model == null) {
                return new LiveLabels(byHead, false);
            }
            model.heads().forEach(head -> byHead.putIfAbsent(head, host.vocabulary(head)));
        }
        return new LiveLabels(byHead, true);
    }

    /**
     * What {@code wanted} could say if it were configured now: by the manifests on this machine, and by what the admin
     * API has changed. Reads manifests; fetches and loads nothing.
     */
    public ModelLabels labels(Map<String, ClassifierConfig> wanted) {
        var models = new ArrayList<HeadLabels.Model>();
        effective(wanted).forEach((name, config) -> models.add(labels(name, config)));
        return new HeadLabels(models);
    }

    private synchronized HeadLabels.Model labels(String name, ClassifierConfig config) {
        WantedClassifier now = classifiers.get(name);
        if (now != null && now.configured.equals(config)) {
            WantedModel shadow = now.shadow;
            return HeadLabels.Model.read(now.live.folder(), shadow != null, shadow == null ? null : shadow.folder());
        }
        String shadow = config.shadow();
        return HeadLabels.Model.read(local(config.model()), shadow != null, shadow == null ? null : local(shadow));
    }

    /** Where {@code source} lies on this machine; null if it must be fetched first, or cannot be had. */
    private @Nullable Path local(String source) {
        try {
            return sources.local(ModelSource.configured(source)).orElse(null);
        } catch (ClassifierRefusal e) {
            return null;
        }
    }

    // ---- changes of folders

    /** Looks for changes, unless the look before still loads one. Returns at once. */
    public void poll() {
        if (polling.compareAndSet(false, true)) {
            work.execute(() -> {
                try {
                    again();
                    host.pollChanges();
                    all();
                } finally {
                    polling.set(false);
                }
            });
        }
    }

    private synchronized void again() {
        classifiers.values().stream().flatMap(it -> models(it).stream()).forEach(search::again);
    }

    private static List<WantedModel> models(WantedClassifier classifier) {
        var models = new ArrayList<WantedModel>();
        models.add(classifier.live);
        if (classifier.shadow != null) {
            models.add(classifier.shadow);
        }
        return models;
    }

    // ---- the admin API

    /**
     * Loads the models of classifier {@code name} anew, a repository as the hub has it now. Blocks meanwhile.
     *
     * @throws ClassifierRefusal if one is refused; what was live stays so
     */
    public ClassifierView reload(String name) throws ClassifierRefusal, InterruptedException {
        List<WantedModel> models;
        synchronized (this) {
            models = models(classifier(name));
        }
        var found = new ArrayList<Path>();
        for (WantedModel model : models) {
            found.add(sources.refreshed(model.source()));
        }
        changes.lock();
        try {
            arrived(() -> {
                for (int i = 0; i < found.size(); i++) {
                    models.get(i).found(found.get(i));
                }
            });
            attempt(() -> host.reload(name));
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    /**
     * Sets the candidate of classifier {@code name}. Fetches it from the hub first, if that is where it is, and blocks
     * while it is loaded.
     *
     * @param source as {@link ClassifierSources#named} takes it; null for no candidate
     * @param share  of the texts that it sees; null: as before
     * @throws ClassifierRefusal if it is refused, or there is no folder of the live model yet; the candidate before, if
     *                           any, is still there then
     */
    public ClassifierView shadow(String name, @Nullable String source, @Nullable Double share)
            throws ClassifierRefusal, InterruptedException {
        WantedClassifier asked = classifier(name); // an unknown one is told before a download
        WantedModel candidate = source == null ? null : new WantedModel(sources.named(source), null);
        if (candidate != null) {
            checkHosted(asked);
            candidate.found(sources.folder(candidate.source()));
        }
        changes.lock();
        try {
            WantedClassifier classifier = classifier(name);
            double next = share == null ? classifier.share : share;
            if (candidate != null) {
                checkHosted(classifier);
            }
            if (spec(classifier) != null) {
                shadow(classifier, candidate == null ? null : candidate.folder(), next);
            }
            arrived(() -> {
                classifier.shadow = candidate;
                classifier.share = next;
            });
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    private void shadow(WantedClassifier classifier, @Nullable Path folder, double share) throws ClassifierRefusal {
        try {
            attempt(() -> host.shadow(classifier.name, folder, share));
        } catch (ClassifierRefusal e) {
            synchronized (this) {
                classifier.refused("candidate of ", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private synchronized @Nullable ClassifierSpec spec(WantedClassifier classifier) {
        return classifier.spec();
    }

    /** Refuses what the host can do for {@code classifier} only once the folder of its model is known. */
    private synchronized void checkHosted(WantedClassifier classifier) throws ClassifierRefusal {
        checkFound("classifier '" + classifier.name + "'", classifier.live);
    }

    private static void checkFound(String what, WantedModel model) throws ClassifierRefusal {
        String missing = model.missing();
        if (missing != null) {
            throw new ClassifierRefusal(
                    Kind.UNUSABLE,
                    what + " has no model yet: " + missing + "; try again when GET /classifiers shows its model");
        }
    }

    /**
     * Makes the candidate of classifier {@code name} live. Blocks while it is loaded; the model before serves until then.
     *
     * @throws ClassifierRefusal if there is none, or it is refused
     */
    public ClassifierView promote(String name) throws ClassifierRefusal {
        changes.lock();
        try {
            WantedClassifier classifier = classifier(name);
            WantedModel candidate = candidate(classifier);
            checkHosted(classifier);
            attempt(() -> host.promote(name));
            arrived(() -> {
                classifier.live = candidate;
                classifier.shadow = null;
            });
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    private synchronized WantedModel candidate(WantedClassifier classifier) throws ClassifierRefusal {
        WantedModel candidate = classifier.shadow;
        if (candidate == null) {
            throw new ClassifierRefusal(
                    Kind.UNUSABLE,
                    "classifier '" + classifier.name + "' has no candidate; name one with POST /classifiers/"
                            + classifier.name + "/shadow");
        }
        checkFound("the candidate of classifier '" + classifier.name + "'", candidate);
        return candidate;
    }

    private interface Change {
        void make() throws ModelException;
    }

    private static void attempt(Change change) throws ClassifierRefusal {
        try {
            change.make();
        } catch (ModelException e) {
            throw new ClassifierRefusal(Kind.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private synchronized WantedClassifier classifier(String name) throws ClassifierRefusal {
        WantedClassifier classifier = classifiers.get(name);
        if (classifier == null) {
            throw unknown(name);
        }
        return classifier;
    }

    private ClassifierView view(String name) throws ClassifierRefusal {
        return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow(() -> unknown(name));
    }

    private static ClassifierRefusal unknown(String name) {
        String shown = name.length() > 64 ? name.substring(0, 64) + "..." : name;
        return new ClassifierRefusal(
                Kind.UNKNOWN, "There is no classifier '" + shown + "'; GET /classifiers lists them.");
    }
}
