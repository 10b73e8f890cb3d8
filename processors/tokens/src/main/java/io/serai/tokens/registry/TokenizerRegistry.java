package io.serai.tokens.registry;

import io.serai.tokens.registry.TokenizerEntry.Failed;
import io.serai.tokens.registry.TokenizerEntry.Loading;
import io.serai.tokens.registry.TokenizerEntry.Ready;
import io.serai.tokens.registry.TokenizerEntry.State;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokenizers that were registered, at start or over the API, by name. Thread-safe; it never blocks: loading runs on
 * virtual threads of its own.
 *
 * <p>Names are 1 to 255 characters and carry no control characters; what a source may reach is {@link ModelSources}'
 * business.
 */
public final class TokenizerRegistry implements AutoCloseable {
    private static final int MAX_NAME = 255;
    private static final int MAX_ENTRIES = 1000;
    /** Reading a vocabulary takes many times its file's size for a moment. */
    private static final int LOADS_AT_ONCE = 2;

    /** Who asks for a tokenizer: decides what its source may reach. */
    public enum Origin {
        /** The configuration: any folder. */
        OPERATOR,
        /** A request: folders below the allowed roots, and the hub where it is switched on. */
        CLIENT
    }

    /** Loads what an entry asks for. */
    @FunctionalInterface
    interface Loader {
        LoadedLanguage load(String source, LoadOptions options, Origin origin) throws IOException, InterruptedException;
    }

    private final Loader loader;
    private final InstantSource clock;
    private final Map<String, Registration> byName = new ConcurrentHashMap<>();
    private final Semaphore loads = new Semaphore(LOADS_AT_ONCE);
    private final ReentrantLock changes = new ReentrantLock();
    private long added;
    private boolean closed;

    /** A registry without entries that loads from {@code sources}. */
    public TokenizerRegistry(ModelSources sources, InstantSource clock) {
        this((source, options, origin) -> ModelFolder.load(sources.open(source, origin), options), clock);
    }

    TokenizerRegistry(Loader loader, InstantSource clock) {
        this.loader = loader;
        this.clock = clock;
    }

    /**
     * Registers {@code name} and starts to load it. An entry of that name that failed is replaced.
     *
     * @param name    what callers know it by
     * @param source  a folder, or {@code org/name} or {@code org/name@revision} on the hub
     * @param options what overrides the folder's own files
     * @return the entry, still loading
     * @throws NameTakenException       if an entry of that name is loading or ready; remove it first
     * @throws IllegalArgumentException if the name or the source is ill-formed or not allowed; the message is for the
     *                                  caller
     */
    public TokenizerEntry add(String name, String source, LoadOptions options, Origin origin) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name is blank, too long or has control characters; use 1 to 255 characters");
        }
        ModelSources.check(source, origin);
        var entry = new TokenizerEntry(UUID.randomUUID().toString(), name, source, clock.instant(), new Loading());
        changes.lock();
        try {
            var registration = new Registration(entry, added);
            admit(name, registration);
            added++;
            registration.thread = Thread.ofVirtual()
                    .name("tokenizer-load-" + entry.id())
                    .start(() -> registration.settle(load(source, options, origin)));
            return entry;
        } finally {
            changes.unlock();
        }
    }

    private void admit(String name, Registration registration) {
        if (closed) {
            throw new IllegalStateException("the registry is closed");
        }
        Registration old = byName.get(name);
        if (old != null && !(old.entry.state() instanceof Failed)) {
            throw new NameTakenException(name);
        }
        if (old == null && byName.size() >= MAX_ENTRIES) {
            throw new IllegalArgumentException(MAX_ENTRIES + " tokenizers are registered; remove one first");
        }
        byName.put(name, registration);
    }

    private State load(String source, LoadOptions options, Origin origin) {
        try {
            loads.acquire();
            try {
                return new Ready(loader.load(source, options, origin));
            } finally {
                loads.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("loading was stopped");
        } catch (ModelLoadException | IllegalArgumentException e) {
            return new Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Failed(
                    "the files cannot be read (" + e.getClass().getSimpleName() + "); check them and try again");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Failed(
                    "the files cannot be used (" + e.getClass().getSimpleName() + "); fetch them again or use others");
        }
    }

    /** The entry that has {@code nameOrId} as its id, else the one that has it as its name. */
    public Optional<TokenizerEntry> get(String nameOrId) {
        return find(nameOrId).map(registration -> registration.entry);
    }

    private Optional<Registration> find(String nameOrId) {
        for (Registration registration : byName.values()) {
            if (registration.entry.id().equals(nameOrId)) {
                return Optional.of(registration);
            }
        }
        return Optional.ofNullable(byName.get(nameOrId));
    }

    /** The model of the entry called {@code name}, if it is ready. One look at a concurrent map: for every call. */
    public Optional<LoadedLanguage> ready(String name) {
        Registration registration = byName.get(name);
        return registration != null && registration.entry.state() instanceof Ready(LoadedLanguage model)
                ? Optional.of(model)
                : Optional.empty();
    }

    /** Completes with the entry when it is ready or has failed; at once with empty for an unknown one. */
    public CompletionStage<Optional<TokenizerEntry>> settled(String nameOrId) {
        return find(nameOrId)
                .map(registration -> registration.settled.thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Removes an entry and stops its loading; false if there is none. Calls that hold its model keep it. */
    public boolean remove(String nameOrId) {
        changes.lock();
        try {
            Optional<Registration> found = find(nameOrId);
            found.ifPresent(registration -> {
                byName.remove(registration.entry.name(), registration);
                registration.stop();
            });
            return found.isPresent();
        } finally {
            changes.unlock();
        }
    }

    /** All entries, oldest first. */
    public List<TokenizerEntry> list() {
        var all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparingLong(registration -> registration.order));
        return all.stream().map(registration -> registration.entry).toList();
    }

    /** Stops all loading; nothing can be added any more. */
    @Override
    public void close() {
        changes.lock();
        try {
            closed = true;
            byName.values().forEach(Registration::stop);
        } finally {
            changes.unlock();
        }
    }
}
