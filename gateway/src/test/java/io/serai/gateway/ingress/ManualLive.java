package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A live reply that a test feeds from its own thread; what it does runs on the call's loop, in order. */
final class ManualLive implements Reply.Live {
    final InferenceCall call;
    final AtomicInteger pauses = new AtomicInteger();
    final AtomicInteger resumes = new AtomicInteger();
    final AtomicInteger cancels = new AtomicInteger();
    private final boolean eventStream;
    private final Headers headers;
    private volatile @Nullable ReplySink sink;
    private volatile boolean paused;

    ManualLive(InferenceCall call, boolean eventStream, Headers headers) {
        this.call = call;
        this.eventStream = eventStream;
        this.headers = headers;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean eventStream() {
        return eventStream;
    }

    @Override
    public void start(ReplySink into) {
        sink = into;
    }

    @Override
    public void pause() {
        paused = true;
        pauses.incrementAndGet();
    }

    @Override
    public void resume() {
        paused = false;
        resumes.incrementAndGet();
    }

    @Override
    public void cancel() {
        cancels.incrementAndGet();
    }

    boolean started() {
        return sink != null;
    }

    boolean paused() {
        return paused;
    }

    ManualLive send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    ManualLive send(byte[] bytes) {
        onLoop(() -> {
            open().data(bytes);
            open().flush();
        });
        return this;
    }

    void end() {
        onLoop(() -> open().end());
    }

    void fail(CallError error) {
        onLoop(() -> open().failed(error));
    }

    private void onLoop(Runnable task) {
        call.loop().execute(task);
    }

    private ReplySink open() {
        ReplySink now = sink;
        if (now == null) {
            throw new IllegalStateException("the reply was not started");
        }
        return now;
    }
}
