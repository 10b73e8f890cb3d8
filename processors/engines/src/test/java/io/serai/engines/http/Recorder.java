package io.serai.engines.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Remembers an answer and holds the handler's contract against it. Thread-safe. */
final class Recorder implements EngineHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(3));
    }

    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Set<Thread> threads = new HashSet<>();
    private Headers headers = Headers.empty();
    private int status;
    private int bursts;
    private long bytes;
    private @Nullable EngineFailure failure;
    private Runnable onHead = () -> {};
    private Runnable onData = () -> {};
    private Runnable onOver = () -> {};

    Recorder onHead(Runnable action) {
        onHead = action;
        return this;
    }

    Recorder onData(Runnable action) {
        onData = action;
        return this;
    }

    /** Runs after the end or the failure was noted. */
    Recorder onOver(Runnable action) {
        onOver = action;
        return this;
    }

    @Override
    public void head(int cameStatus, Headers cameHeaders) {
        synchronized (this) {
            note("head");
            status = cameStatus;
            headers = cameHeaders;
        }
        onHead.run();
    }

    @Override
    public void data(byte[] came) {
        synchronized (this) {
            if (calls.isEmpty() || !calls.getLast().equals("data")) {
                note("data");
            }
            bytes += came.length;
            if (body.size() < 1 << 20) {
                body.writeBytes(came);
            }
        }
        onData.run();
    }

    @Override
    public synchronized void burstEnded() {
        threads.add(Thread.currentThread());
        bursts++;
    }

    @Override
    public void end() {
        synchronized (this) {
            note("end");
        }
        onOver.run();
    }

    @Override
    public void failed(EngineFailure came) {
        synchronized (this) {
            note("failed");
            failure = came;
        }
        onOver.run();
    }

    private void note(String call) {
        calls.add(call);
        threads.add(Thread.currentThread());
    }

    /** Calls in their order; any number of data calls that follow each other count as one. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    synchronized boolean over() {
        return calls.contains("end") || calls.contains("failed");
    }

    synchronized int status() {
        return status;
    }

    synchronized Headers headers() {
        return headers;
    }

    /** The first MiB, as ISO 8859-1: a character a byte. */
    synchronized String body() {
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    /** Bytes of the body so far. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized int bursts() {
        return bursts;
    }

    synchronized @Nullable EngineFailure failure() {
        return failure;
    }

    Recorder awaitHead() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calls()).contains("head"));
        return this;
    }

    Recorder awaitOver() {
        await().atMost(PATIENCE).until(this::over);
        return this;
    }

    /** Waits for the end and expects a whole answer. */
    Recorder awaitAnswer() {
        awaitOver();
        assertThat(failure()).isNull();
        assertThat(calls()).isIn(List.of("head", "end"), List.of("head", "data", "end"));
        return this;
    }

    /** Waits for the end and expects a failure of this kind. */
    <F extends EngineFailure> F awaitFailure(Class<F> kind) {
        awaitOver();
        assertThat(failure()).isInstanceOf(kind);
        assertThat(calls()).isIn(List.of("failed"), List.of("head", "failed"), List.of("head", "data", "failed"));
        return kind.cast(requireNonNull(failure()));
    }
}
