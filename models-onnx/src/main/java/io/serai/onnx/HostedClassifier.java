package io.serai.onnx;

import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.TokenizerLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One classifier as the host has it: the model that answers, the one that is to answer, the candidate. It owns these
 * models and knows why one is not loaded; which folders they come from it is told. Whatever loads takes the lock;
 * questions never do.
 */
final class HostedClassifier {
    private final TokenizerLoader tokenizers;
    private final Runnable changed;
    private final int mostParked;
    private final ReentrantLock lock = new ReentrantLock();
    /** Whether a thread has been started that has yet to look what is to be loaded. */
    private final AtomicBoolean loadAsked = new AtomicBoolean();

    private final List<Runnable> parked = new ArrayList<>();
    private volatile ClassifierSpec spec;
    private volatile HostedModel live;
    /** What is configured: another folder than {@link #live} until it has been loaded. */
    private volatile HostedModel wanted;

    private volatile @Nullable HostedModel shadow;
    private volatile @Nullable ShadowCandidate candidate;
    private volatile long swaps;
    private volatile boolean closed;

    /**
     * Reads the manifests of {@code spec}; loads nothing.
     *
     * @param changed    told when other heads may be served
     * @param mostParked questions that may wait for a model to be loaded
     */
    HostedClassifier(ClassifierSpec spec, TokenizerLoader tokenizers, Runnable changed, int mostParked) {
        this.spec = spec;
        this.tokenizers = tokenizers;
        this.changed = changed;
        this.mostParked = mostParked;
        this.live = new HostedModel(spec.folder());
        this.wanted = live;
        live.look();
        this.shadow = shadow(spec.shadow());
    }

    private static @Nullable HostedModel shadow(@Nullable Path folder) {
        if (folder == null) {
            return null;
        }
        var shadow = new HostedModel(folder);
        shadow.look();
        return shadow;
    }

    // ---- questions

    /** Of what answers now or will when it is loaded; null if that is refused, or the classifier is no more. */
    @Nullable
    Manifest manifest() {
        return closed || (live.model() == null && live.problem() != null) ? null : live.manifest();
    }

    /** The live model, held for the caller; null if none is loaded. */
    @Nullable
    OnnxModel acquire() {
        for (OnnxModel model = live.model(); model != null; model = live.model()) {
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
    ShadowCandidate candidate() {
        return candidate;
    }

    double shadowShare() {
        return spec.shadowShare();
    }

    // ---- loading

    /** A thread that loads already may have looked before this call: then one more waits for it, and looks again. */
    private void loadLater() {
        if (loadAsked.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("serai-model-load").start(() -> {
                try {
                    warm();
                } finally {
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
            loadAsked.set(false);
            if (wanted.toBeLoaded()) {
                goLive();
            }
            HostedModel beside = shadow;
            if (beside != null && beside.toBeLoaded()) {
                loadShadow(beside);
            }
        } catch (ModelException _) {
            changed.run(); // kept as the folder's problem
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
            HostedModel beside = shadow;
            if (beside != null) {
                loadShadow(beside);
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
        HostedModel before = live;
        live = wanted;
        changed.run();
        if (before != wanted) {
            before.close();
        }
        swaps = swap ? swaps + 1 : swaps;
        ShadowCandidate compared = candidate;
        if (compared != null) {
            candidate = new ShadowCandidate(compared.model());
        }
    }

    private void loadShadow(HostedModel beside) throws ModelException {
        if (closed) {
            return;
        }
        beside.load(tokenizers);
        candidate = candidate(beside);
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
            // kept as the folder's problem
        } finally {
            changed.run();
            lock.unlock();
        }
    }

    private void pollShadow() throws ModelException {
        HostedModel beside = shadow;
        if (beside != null && beside.changed()) {
            if (live.model() == null) {
                beside.look();
            } else {
                loadShadow(beside);
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
            HostedModel before = shadow;
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
        HostedModel next = folder.equals(live.folder()) ? live : new HostedModel(folder);
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
            HostedModel before = shadow;
            if (folder == null) {
                dropShadow();
            } else if (before == null || !folder.equals(before.folder()) || before.model() == null) {
                var next = new HostedModel(folder);
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

    private static @Nullable ShadowCandidate candidate(HostedModel loaded) {
        OnnxModel model = loaded.model();
        return model == null ? null : new ShadowCandidate(model);
    }

    private void dropShadow() {
        HostedModel before = shadow;
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
            HostedModel beside = shadow;
            if (beside == null) {
                throw new ModelException("classifier '" + spec.name() + "' has no candidate; set its shadow");
            }
            if (beside.model() == null) {
                loadShadow(beside);
            }
            boolean swap = live.model() != null;
            shadow = null;
            candidate = null;
            wanted = beside;
            spec = new ClassifierSpec(spec.name(), beside.folder(), null, spec.shadowShare());
            wentLive(swap);
        } finally {
            lock.unlock();
        }
    }

    ClassifierStatus status() {
        HostedModel beside = shadow;
        ShadowCandidate compared = candidate;
        return new ClassifierStatus(
                spec.name(),
                live.folder(),
                manifest() == null ? null : summary(live),
                wanted.problem(),
                swaps,
                beside == null ? null : beside.folder(),
                beside == null ? null : summary(beside),
                beside == null ? null : beside.problem(),
                compared == null ? Map.of() : compared.agreement());
    }

    private static @Nullable ModelSummary summary(HostedModel folder) {
        Manifest manifest = folder.manifest();
        return manifest == null
                ? null
                : new ModelSummary(
                        manifest.name(),
                        manifest.version(),
                        manifest.task(),
                        manifest.headNames(),
                        manifest.graph().sha256(),
                        folder.model() != null);
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
