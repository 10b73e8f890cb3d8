package io.serai.gateway.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.ModelCard.Field;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators said of models over the API, kept over a restart in {@code models.json} of the state folder.
 * Thread-safe; writing happens behind the caller's back, and changes that come together are written once.
 */
public final class CardStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CardStore.class);
    private static final int CLOSE_SECONDS = 5;

    private final @Nullable Path file;
    private final Map<String, Map<Field, Object>> said = new ConcurrentHashMap<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("model-cards").factory());

    /** A store that has read what is kept in {@code folder}; null keeps nothing over a restart. */
    public CardStore(@Nullable Path folder) {
        this.file = folder == null ? null : folder.resolve("models.json");
        if (file != null && Files.exists(file)) {
            load(file);
        }
    }

    private void load(Path from) {
        try {
            Object root = PlainJson.read(Files.readAllBytes(from));
            Object models = root instanceof Map<?, ?> map ? map.get("models") : null;
            if (models instanceof Map<?, ?> byName) {
                byName.forEach((model, values) -> load(String.valueOf(model), values));
                return;
            }
            setAside(from, "it holds no models");
        } catch (JsonProcessingException e) {
            setAside(from, "it is no JSON");
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({}): what was set of models over the API is not known", from, e.toString());
        }
    }

    private void load(String model, @Nullable Object values) {
        var card = new EnumMap<Field, Object>(Field.class);
        for (Field field : Field.values()) {
            Object value = values instanceof Map<?, ?> map ? map.get(field.key()) : null;
            try {
                if (value != null) {
                    card.put(field, CardValues.read(field, value));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: {} of model {} {}; it is left out", file, field.key(), model, e.getMessage());
            }
        }
        said.put(model, Collections.unmodifiableMap(card));
    }

    private static void setAside(Path from, String problem) {
        Path aside = from.resolveSibling(from.getFileName() + ".corrupt");
        LOG.warn("{} cannot be understood: {}. It is renamed to {}", from, problem, aside);
        try {
            Files.move(from, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be renamed: {}", from, e.toString());
        }
    }

    /** What was said of {@code model}. */
    public Map<Field, Object> of(String model) {
        return said.getOrDefault(model, Map.of());
    }

    /** Models of which something was said. */
    public Iterable<String> models() {
        return said.keySet();
    }

    /** Says more of {@code model}; fields whose value is null are taken back. */
    public void change(String model, Map<Field, ? extends @Nullable Object> changes) {
        said.compute(model, (_, before) -> {
            var card = new EnumMap<Field, Object>(Field.class);
            card.putAll(before == null ? Map.of() : before);
            changes.forEach((field, value) -> {
                if (value == null) {
                    card.remove(field);
                } else {
                    card.put(field, value);
                }
            });
            return card.isEmpty() ? null : Collections.unmodifiableMap(card);
        });
        changed();
    }

    /** Takes everything back that was said of {@code model}; false if that is nothing. */
    public boolean remove(String model) {
        boolean removed = said.remove(model) != null;
        changed();
        return removed;
    }

    private void changed() {
        Path to = file;
        if (to != null && pending.compareAndSet(false, true)) {
            try {
                writer.execute(() -> write(to));
            } catch (RejectedExecutionException e) {
                LOG.debug("The store is closed: a change is not kept");
            }
        }
    }

    private void write(Path to) {
        pending.set(false);
        var models = new TreeMap<String, Object>();
        said.forEach((model, card) -> {
            var values = new LinkedHashMap<String, Object>();
            card.forEach((field, value) -> values.put(field.key(), value));
            models.put(model, values);
        });
        String text = JsonValues.write(Map.of("models", models));
        try {
            Path folder = to.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "models", ".tmp");
            try {
                Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
                Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LOG.error("What was set of models could not be saved and will be forgotten at exit; check state-dir", e);
        }
    }

    /** Waits for what is still to be written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("What was set of models was not saved within {} s; check state-dir", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
