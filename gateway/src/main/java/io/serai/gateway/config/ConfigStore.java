package io.serai.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in effect, and its changes while the gateway runs. A changed file is read once it has been the same
 * for one look, so that a file that is being written is left alone; then it comes into effect as a whole or not at all.
 *
 * <p>Thread-safe: {@link #current} may be read from anywhere; changes happen one at a time.
 */
public final class ConfigStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);
    private static final String NEEDS_RESTART = "this needs a restart; set it back to have the other changes applied";

    /** How a file looks from outside; enough to see that it may have changed. */
    private record Stamp(FileTime modified, long size) {}

    private final ConfigSource source;
    private final List<ConfigListener> listeners = new CopyOnWriteArrayList<>();
    private final List<ConfigCheck> checks = new CopyOnWriteArrayList<>();
    private volatile Loaded loaded;
    private volatile List<Problem> warnings = List.of();
    private volatile @Nullable ConfigException problem;
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private @Nullable Stamp judged;
    private @Nullable Stamp seen;
    private boolean missing;
    private @Nullable ScheduledFuture<?> watch;

    /**
     * A store.
     *
     * @param loaded what {@code source} gave at the start
     */
    public ConfigStore(ConfigSource source, Loaded loaded) {
        this.source = source;
        this.loaded = loaded;
    }

    /** What is in effect. */
    public SeraiConfig current() {
        return loaded.config();
    }

    /** What is in effect, value by value with its origin; secrets are hidden. */
    public List<Setting> settings() {
        return loaded.settings();
    }

    /** What is in effect, as it was read. */
    public Loaded loaded() {
        return loaded;
    }

    /** What in it has no effect as things stand; changes with the models that are live. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Makes {@code current} all {@link #warnings}, and tells those that are new. */
    public void warn(List<Problem> current) {
        for (Problem warning : current) {
            if (!warnings.contains(warning)) {
                LOG.warn("{}", warning);
            }
        }
        warnings = List.copyOf(current);
    }

    /** Why the file as it is now is not in effect; empty if it is. */
    public Optional<ConfigException> lastProblem() {
        return Optional.ofNullable(problem);
    }

    /** Changes that came into effect. */
    public long reloads() {
        return applied.get();
    }

    /** Changes that did not. */
    public long refusals() {
        return refused.get();
    }

    /** Calls {@code listener} with every change, after those that were added before it. */
    public void onChange(ConfigListener listener) {
        listeners.add(listener);
    }

    /** Has changes pass {@code check} before anybody hears of them. */
    public void require(ConfigCheck check) {
        checks.add(check);
    }

    /** Looks at the file every {@code interval} from now on; does nothing where there is no file. */
    public synchronized void watch(ScheduledExecutorService scheduler, Duration interval) {
        if (source.file().isPresent() && watch == null) {
            long millis = interval.toMillis();
            watch = scheduler.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the watching; what is in effect stays. */
    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    /** One look at the file. */
    synchronized void poll() {
        Path file = source.file().orElseThrow();
        try {
            Stamp now = stamp(file);
            missing = false;
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(judged)) {
                String content = ConfigSource.content(file);
                if (now.equals(stamp(file))) {
                    judged = now;
                    consider(content);
                }
            }
        } catch (IOException e) {
            gone(file);
        } catch (ConfigException e) {
            judged = seen;
            refuse(e);
        } catch (RuntimeException e) {
            // An exception would end the schedule, and no later change would ever be seen.
            LOG.error("configuration {}: a change could not be looked at", file, e);
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
    }

    private void gone(Path file) {
        if (!missing) {
            missing = true;
            seen = null;
            judged = null;
            refuse(new ConfigException(
                    List.of(new Problem(file.toString(), "", "the file is gone", "put it back; what was read stays"))));
        }
    }

    private void consider(String content) {
        if (content.equals(loaded.content())) {
            problem = null;
            return;
        }
        try {
            Loaded next = source.load(content);
            requireLive(next);
            for (ConfigCheck check : checks) {
                check.check(next);
            }
            tell(loaded.config(), next.config());
            loaded = next;
            problem = null;
            applied.incrementAndGet();
            LOG.info("configuration reloaded from {}", source.file().orElseThrow());
        } catch (ConfigException e) {
            refuse(e);
        }
    }

    private void refuse(ConfigException e) {
        problem = e;
        refused.incrementAndGet();
        LOG.error("configuration not reloaded, the one before stays in effect:\n{}", e.getMessage());
    }

    private void requireLive(Loaded next) throws ConfigException {
        Map<String, Setting> before = fixed(loaded);
        Map<String, Setting> after = fixed(next);
        List<Problem> problems = new ArrayList<>();
        after.forEach((key, setting) -> {
            Setting old = before.get(key);
            if (old == null || !old.value().equals(setting.value())) {
                problems.add(new Problem(setting.origin(), key, changed(old, setting), NEEDS_RESTART));
            }
        });
        before.forEach((key, setting) -> {
            if (!after.containsKey(key)) {
                problems.add(new Problem(source.file().orElseThrow().toString(), key, "removed", NEEDS_RESTART));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static String changed(@Nullable Setting before, Setting after) {
        if (before != null && after.value() instanceof Hidden) {
            return "changed";
        }
        String was = before == null ? "unset" : Quantities.show(before.value());
        return "changed from " + was + " to " + Quantities.show(after.value());
    }

    private static Map<String, Setting> fixed(Loaded loaded) {
        Map<String, Setting> fixed = new HashMap<>();
        loaded.settings().stream()
                .filter(setting -> !setting.live())
                .forEach(setting -> fixed.put(setting.key(), setting));
        return fixed;
    }

    /** Tells all listeners, or none: those told before a refusal are told the opposite. */
    private void tell(SeraiConfig before, SeraiConfig after) throws ConfigException {
        List<ConfigListener> told = new ArrayList<>();
        try {
            for (ConfigListener listener : listeners) {
                told.addFirst(listener);
                listener.changed(before, after);
            }
        } catch (ConfigException e) {
            undo(told, before, after);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a change of the configuration failed", e);
            undo(told, before, after);
            throw new ConfigException(List.of(new Problem(
                    source.file().orElseThrow().toString(), "", "failed: " + e, "see the log for the cause")));
        }
    }

    /** The first of {@code told} is the one that refused, and has nothing to undo. */
    private static void undo(List<ConfigListener> told, SeraiConfig before, SeraiConfig after) {
        for (ConfigListener listener : told.subList(1, told.size())) {
            try {
                listener.changed(after, before);
            } catch (ConfigException | RuntimeException e) {
                LOG.error("a change of the configuration could not be undone; restart the gateway", e);
            }
        }
    }
}
