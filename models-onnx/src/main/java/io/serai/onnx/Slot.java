package io.serai.onnx;

import io.serai.onnx.model.LoadedModel;
import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.TokenizerLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One classifier: the model that answers, the one that is to answer, the candidate. Whatever loads takes the lock;
 * questions never do.
 */
final class Slot {
    private final TokenizerLoader tokenizers;
    private final Runnable changed;
    private final int mostParked;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean loading = new AtomicBoolean();
    private final List<Runnable> parked = new ArrayList<>();
    private volatile ClassifierSpec spec;
    private volatile Place live;
    /** What is configured: another place than {@link #live} until it has been loaded. */
    private volatile Place wanted;

    private volatile @Nullable Place shadow;
    private volatile @Nullable Candidate candidate;
    private volatile long swaps;
    private volatile boolean closed;

    /**
     * Reads the manifests of {@code spec}; loads nothing.
     *
     * @param changed    told when other heads may be served
     * @param mostParked questions that may wait for a model to be loaded
     */
    Slot(ClassifierSpec spec, TokenizerLoader tokenizers, Runnable changed, int mostParked) {
        this.spec = spec;
        this.tokenizers = tokenizers;
        this.changed = changed;
        this.mostParked = mostParked;
        this.live = new Place(spec.folder());
        this.wanted = live;
        live.look();
        this.shadow = shadow(spec.shadow());
    }

    private static @Nullable Place shadow(@Nullable Path folder) {
        if (folder == null) {
            return null;
        }
        var place = new Place(folder);
        place.look();
        return place;
    }

    // ---- questions

    /** Of what answers now or will when it is loaded; null if that is refused, or the classifier is no more. */
    @Nullable
    Manifest manifest() {
        return closed || (live.model() == null && live.problem() != null) ? null : live.manifest();
    }

    /** The live model, held for the caller; null if none is loaded. */
    @Nullable
    LoadedModel acquire() {
        for (LoadedModel model = live.model(); model != null; model = live.model()) {
            if (model.retain()) {
                return model;
            }
        }
        return null;
    }

    /** Runs {@code again} when the model is loaded or refused. False if too many wait already. */
    boolean park(Runnable again) {
        synchronized (parked) {
            if (parked.size() >= mostParked) {
                return false;
            }
            parked.add(again);
        }
        loadLater();
        return true;
    }

    @Nullable
    Candidate candidate() {
        return candidate;
    }

    double shadowShare() {
        return spec.shadowShare();
    }

    // ---- loading

    private void loadLater() {
        if (loading.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("serai-model-load").start(() -> {
                try {
                    warm();
                } finally {
                    loading.set(false);
                    unpark();
                }
            });
        }
    }

    private void unpark() {
        List<Runnable> waiting;
        synchronized (parked) {
            waiting = List.copyOf(parked);
            parked.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /** Loads what is not loaded yet, unless it has been refused as it is. Problems are in {@link #status}. */
    void warm() {
        lock.lock();
        try {
            if (wanted.toBeLoaded()) {
                goLive();
            }
            Place place = shadow;
            if (place != null && place.toBeLoaded()) {
                loadShadow(place);
            }
        } catch (ModelException _) {
            changed.run(); // kept as the place's problem
        } finally {
            lock.unlock();
        }
    }

    /**
     * Loads all anew.
     *
     * @throws ModelException if one is refused; what was live stays so
     */
    void reload() throws ModelException {
        lock.lock();
        try {
            goLive();
            Place place = shadow;
            if (place != null) {
                loadShadow(place);
            }
        } finally {
            changed.run();
            lock.unlock();
        }
    }

    /** Loads what is configured and makes it live. */
    private void goLive() throws ModelException {
        if (closed) {
            return;
        }
        boolean swap = live.model() != null;
        wanted.load(tokenizers);
        wentLive(swap);
    }

    private void wentLive(boolean swap) {
        Place before = live;
        live = wanted;
        if (before != wanted) {
            before.close();
        }
        swaps = swap ? swaps + 1 : swaps;
        Candidate compared = candidate;
        if (compared != null) {
            candidate = new Candidate(compared.model());
        }
        changed.run();
    }

    private void loadShadow(Place place) throws ModelException {
        if (closed) {
            return;
        }
        place.load(tokenizers);
        candidate = candidate(place);
    }

    // ---- changes

    /** Looks for folders that have changed. What is not loaded yet stays so. */
    void pollChanges() {
        lock.lock();
        try {
            if (wanted.changed()) {
                if (live.model() == null) {
                    wanted.look();
                } else {
                    goLive();
                }
            }
            pollShadow();
        } catch (ModelException _) {
            // kept as the place's problem
        } finally {
            changed.run();
            lock.unlock();
        }
    }

    private void pollShadow() throws ModelException {
        Place place = shadow;
        if (place != null && place.changed()) {
            if (live.model() == null) {
                place.look();
            } else {
                loadShadow(place);
            }
        }
    }

    /** Is from now on what {@code next} says. Loads later what is new, if the classifier is in use. */
    void configure(ClassifierSpec next) {
        lock.lock();
        try {
            boolean used = live.model() != null;
            if (!next.folder().equals(wanted.folder())) {
                want(next.folder(), used);
            }
            Place before = shadow;
            Path shadowBefore = before == null ? null : before.folder();
            Path shadowNext = next.shadow();
            if (shadowNext == null || !shadowNext.equals(shadowBefore)) {
                dropShadow();
                shadow = shadow(shadowNext);
            }
            spec = next;
            if (used) {
                loadLater();
            }
        } finally {
            lock.unlock();
        }
    }

    private void want(Path folder, boolean used) {
        Place next = folder.equals(live.folder()) ? live : new Place(folder);
        if (next != live) {
            next.look();
        }
        wanted = next;
        if (!used) {
            live = next;
        }
    }

    /**
     * Sets the candidate.
     *
     * @param folder null for none
     * @throws ModelException if it is refused; the candidate before, if any, stays
     */
    void shadow(@Nullable Path folder, double share) throws ModelException {
        lock.lock();
        try {
            checkOpen();
            Place before = shadow;
            if (folder == null) {
                dropShadow();
            } else if (before == null || !folder.equals(before.folder()) || before.model() == null) {
                var next = new Place(folder);
                next.load(tokenizers);
                dropShadow();
                shadow = next;
                candidate = candidate(next);
            }
            spec = new ClassifierSpec(spec.name(), spec.folder(), folder, share);
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() throws ModelException {
        if (closed) {
            throw new ModelException("classifier '" + spec.name() + "' is no more");
        }
    }

    private static @Nullable Candidate candidate(Place loaded) {
        LoadedModel model = loaded.model();
        return model == null ? null : new Candidate(model);
    }

    private void dropShadow() {
        Place before = shadow;
        shadow = null;
        candidate = null;
        if (before != null) {
            before.close();
        }
    }

    /**
     * Makes the candidate live.
     *
     * @throws ModelException if there is none, or it is refused
     */
    void promote() throws ModelException {
        lock.lock();
        try {
            checkOpen();
            Place place = shadow;
            if (place == null) {
                throw new ModelException("classifier '" + spec.name() + "' has no candidate; set its shadow");
            }
            if (place.model() == null) {
                loadShadow(place);
            }
            boolean swap = live.model() != null;
            shadow = null;
            candidate = null;
            wanted = place;
            spec = new ClassifierSpec(spec.name(), place.folder(), null, spec.shadowShare());
            wentLive(swap);
        } finally {
            lock.unlock();
        }
    }

    ClassifierStatus status() {
        Place candidatePlace = shadow;
        Candidate compared = candidate;
        return new ClassifierStatus(
                spec.name(),
                live.folder(),
                manifest() == null ? null : summary(live),
                wanted.problem(),
                swaps,
                candidatePlace == null ? null : candidatePlace.folder(),
                candidatePlace == null ? null : summary(candidatePlace),
                candidatePlace == null ? null : candidatePlace.problem(),
                compared == null ? Map.of() : compared.agreement());
    }

    private static @Nullable ModelSummary summary(Place place) {
        Manifest manifest = place.manifest();
        return manifest == null
                ? null
                : new ModelSummary(
                        manifest.name(),
                        manifest.version(),
                        manifest.task(),
                        manifest.headNames(),
                        manifest.graph().sha256(),
                        place.model() != null);
    }

    /** Frees the models when their last runs have ended. */
    void close() {
        lock.lock();
        try {
            closed = true;
            dropShadow();
            live.close();
        } finally {
            lock.unlock();
        }
        unpark();
    }
}
