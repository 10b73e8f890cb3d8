package io.serai.gateway.classifiers;

import io.serai.gateway.classifiers.ClassifierRefusal.Kind;
import io.serai.gateway.classifiers.ModelSource.Repository;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.ClassifierSpec;
import io.serai.onnx.ClassifierStatus;
import io.serai.onnx.model.ModelException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a host at what the configuration and the admin API say. Thread-safe; methods that change something may block
 * while a model is loaded or downloaded, and are not for event loops.
 */
public final class LiveClassifiers {
    private static final Logger LOG = LoggerFactory.getLogger(LiveClassifiers.class);

    /** Between two looks for a repository that could not be had. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** Name of the classifier that is there where none is configured. */
    static final String IMPLIED = ClassifierConfig.RELEASED;

    private final ClassifierHost host;
    private final ClassifierSources sources;
    private final Executor work;
    private final InstantSource clock;
    private final AtomicBoolean polling = new AtomicBoolean();
    /**
     * Held by one change at a time, from what it reads to what it has told the host, while models load too. Taken before
     * the monitor, which guards the slots and is held for a moment.
     */
    private final ReentrantLock changes = new ReentrantLock();

    private volatile Map<String, Slot> slots = Map.of();

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
        Map<String, ClassifierConfig> all =
                wanted.isEmpty() ? Map.of(IMPLIED, new ClassifierConfig(ClassifierConfig.RELEASED, null, 1)) : wanted;
        boolean implied = wanted.isEmpty();
        var next = new LinkedHashMap<String, Slot>();
        all.forEach((name, config) -> {
            Slot before = slots.get(name);
            next.put(
                    name,
                    before != null && before.configured.equals(config) ? before : slot(name, config, before, implied));
        });
        slots = Collections.unmodifiableMap(next);
    }

    private Slot slot(String name, ClassifierConfig config, @Nullable Slot before, boolean implied) {
        Slot.Place live = place(ModelSource.configured(config.model()), before == null ? null : before.live.folder());
        String shadow = config.shadow();
        return new Slot(
                name, config, live, shadow == null ? null : place(ModelSource.configured(shadow), null), implied);
    }

    private Slot.Place place(ModelSource source, @Nullable Path before) {
        var place = new Slot.Place(source, before);
        try {
            Optional<Path> folder = sources.local(source);
            if (folder.isPresent()) {
                place.found(folder.get());
            } else if (source instanceof Repository repository) {
                fetch(place, repository);
            }
        } catch (ClassifierRefusal e) {
            place.failed(String.valueOf(e.getMessage()));
        }
        return place;
    }

    private void fetch(Slot.Place place, Repository repository) {
        place.fetching(clock.instant());
        work.execute(() -> arrived(fetched(place, repository)));
    }

    /** What is to be done once the look for {@code repository} has ended, in whatever way. */
    private Runnable fetched(Slot.Place place, Repository repository) {
        try {
            Path folder = sources.fetched(repository);
            return () -> place.found(folder);
        } catch (ClassifierRefusal e) {
            return () -> place.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> place.failed("the download of " + repository + " was interrupted");
        } catch (RuntimeException | Error e) {
            LOG.error("the look for classifier {} failed; the next one comes", repository, e);
            return () -> place.failed("the look for " + repository + " failed (" + e + "); the log says more");
        }
    }

    /** Makes a change of slots, and tells the host. */
    private void arrived(Runnable change) {
        changes.lock();
        try {
            List<ClassifierSpec> specs;
            synchronized (this) {
                change.run();
                specs = slots.values().stream()
                        .map(Slot::spec)
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
        return slots.values().stream()
                .map(slot -> slot.view(status.get(slot.name)))
                .toList();
    }

    private synchronized Map<String, ClassifierStatus> observe() {
        var byName = new HashMap<String, ClassifierStatus>();
        host.status().forEach(status -> byName.put(status.name(), status));
        Instant now = clock.instant();
        slots.values().forEach(slot -> slot.observe(byName.get(slot.name), now));
        return byName;
    }

    /** The heads that classifier {@code name} serves: those of its own that no later one has too. Never blocks. */
    public Optional<Set<String>> heads(String name) {
        List<ClassifierStatus> all = host.status();
        Set<String> own = null;
        for (ClassifierStatus status : all) {
            List<String> heads =
                    status.live() == null ? List.of() : status.live().heads();
            if (status.name().equals(name)) {
                own = new LinkedHashSet<>(heads);
            } else if (own != null) {
                own.removeAll(new LinkedHashSet<>(heads));
            }
        }
        return own == null && slots.containsKey(name) ? Optional.of(Set.of()) : Optional.ofNullable(own);
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
        Instant now = clock.instant();
        for (Slot slot : slots.values()) {
            for (Slot.Place place : places(slot)) {
                if (place.again(now) && place.source instanceof Repository repository) {
                    fetch(place, repository);
                }
            }
        }
    }

    private static List<Slot.Place> places(Slot slot) {
        var places = new ArrayList<Slot.Place>();
        places.add(slot.live);
        if (slot.shadow != null) {
            places.add(slot.shadow);
        }
        return places;
    }

    // ---- the admin API

    /**
     * Loads the models of classifier {@code name} anew, a repository as the hub has it now. Blocks meanwhile.
     *
     * @throws ClassifierRefusal if one is refused; what was live stays so
     */
    public ClassifierView reload(String name) throws ClassifierRefusal, InterruptedException {
        List<Slot.Place> places;
        synchronized (this) {
            places = places(slot(name));
        }
        var found = new ArrayList<Path>();
        for (Slot.Place place : places) {
            found.add(refreshed(place.source));
        }
        changes.lock();
        try {
            arrived(() -> {
                for (int i = 0; i < found.size(); i++) {
                    places.get(i).found(found.get(i));
                }
            });
            attempt(() -> host.reload(name));
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    private Path refreshed(ModelSource source) throws ClassifierRefusal, InterruptedException {
        return source instanceof Repository repository
                ? sources.fetched(repository)
                : sources.local(source).orElseThrow();
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
        Slot asked = slot(name); // an unknown one is told before a download
        Slot.Place candidate = source == null ? null : new Slot.Place(sources.named(source), null);
        if (candidate != null) {
            checkHosted(asked);
            candidate.found(folder(candidate.source));
        }
        changes.lock();
        try {
            Slot slot = slot(name);
            double next = share == null ? slot.share : share;
            if (candidate != null) {
                checkHosted(slot);
            }
            if (spec(slot) != null) {
                shadow(slot, candidate == null ? null : candidate.folder(), next);
            }
            arrived(() -> {
                slot.shadow = candidate;
                slot.share = next;
            });
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    private void shadow(Slot slot, @Nullable Path folder, double share) throws ClassifierRefusal {
        try {
            attempt(() -> host.shadow(slot.name, folder, share));
        } catch (ClassifierRefusal e) {
            synchronized (this) {
                slot.refused("candidate of ", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private synchronized @Nullable ClassifierSpec spec(Slot slot) {
        return slot.spec();
    }

    /** Refuses what the host can do for {@code slot} only once a folder of its model is known. */
    private synchronized void checkHosted(Slot slot) throws ClassifierRefusal {
        String missing = slot.missing();
        if (missing != null) {
            throw new ClassifierRefusal(Kind.UNUSABLE, missing);
        }
    }

    private Path folder(ModelSource source) throws ClassifierRefusal, InterruptedException {
        Optional<Path> local = sources.local(source);
        return local.isEmpty() && source instanceof Repository repository
                ? sources.fetched(repository)
                : local.orElseThrow();
    }

    /**
     * Makes the candidate of classifier {@code name} live. Blocks while it is loaded; the model before serves until then.
     *
     * @throws ClassifierRefusal if there is none, or it is refused
     */
    public ClassifierView promote(String name) throws ClassifierRefusal {
        changes.lock();
        try {
            Slot slot = slot(name);
            Slot.Place candidate = candidate(slot);
            if (candidate == null) {
                throw new ClassifierRefusal(
                        Kind.UNUSABLE,
                        "classifier '" + name + "' has no candidate; name one with POST /classifiers/" + name
                                + "/shadow");
            }
            checkHosted(slot);
            attempt(() -> host.promote(name));
            arrived(() -> {
                slot.live = candidate;
                slot.shadow = null;
            });
        } finally {
            changes.unlock();
        }
        return view(name);
    }

    private synchronized Slot.@Nullable Place candidate(Slot slot) {
        return slot.shadow;
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

    private synchronized Slot slot(String name) throws ClassifierRefusal {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw unknown(name);
        }
        return slot;
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
