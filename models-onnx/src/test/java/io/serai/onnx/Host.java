package io.serai.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ClassifierException;
import io.serai.core.Signal;
import io.serai.onnx.model.ModelFolders;
import io.serai.onnx.model.Said;
import io.serai.onnx.model.TokenizerLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A host of one thread, with a clock that stands still. */
final class Host implements AutoCloseable {
    static final Set<String> INTENT = Set.of("intent");
    static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final long MOST_SECONDS = 30;

    final AtomicLong nanos = new AtomicLong();
    /** Of each text, how long it was in the queue. */
    final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
    /** Rows of each run. */
    final Queue<Integer> runs = new ConcurrentLinkedQueue<>();

    final ClassifierHost host;

    Host(int threads, int queue, TokenizerLoader tokenizers) {
        host = new ClassifierHost(new HostSettings(threads, queue, 1 << 20), tokenizers, observer(), nanos::get);
    }

    private InferenceObserver observer() {
        return new InferenceObserver() {
            @Override
            public void waited(long nanos) {
                waits.add(Duration.ofNanos(nanos));
            }

            @Override
            public void ran(int rows, long nanos) {
                runs.add(rows);
            }
        };
    }

    int rows() {
        return runs.stream().mapToInt(Integer::intValue).sum();
    }

    Host() {
        this(1, 100, ModelFolders.TOKENIZERS);
    }

    /** With one classifier called {@code signals}. */
    Host with(Path folder) {
        return with(folder, null);
    }

    Host with(Path folder, @Nullable Path shadow) {
        host.configure(List.of(new ClassifierSpec("signals", folder, shadow, 1)));
        return this;
    }

    CompletableFuture<List<Map<String, Signal>>> ask(String... texts) {
        return host.classify(List.of(texts), INTENT, DEADLINE);
    }

    Signal.Label intent(String text) {
        return new Said(get(ask(text)).getFirst()).intent();
    }

    ClassifierStatus status() {
        return host.status().getFirst();
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static ClassifierException.Reason failure(CompletableFuture<?> future) {
        try {
            Object answer = future.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
            throw new AssertionError("answered: " + answer);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ClassifierException failure) {
                return failure.reason();
            }
            throw e;
        }
    }

    /** Waits, briefly as a rule, for what other threads do. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
