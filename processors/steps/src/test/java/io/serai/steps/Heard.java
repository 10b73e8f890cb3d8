package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.core.CallTrace;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.steps.dispatch.DispatchListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a client heard of its call, as both the listener of the dispatch and the sink of its reply. */
public final class Heard implements DispatchListener, ReplySink {
    private static final int LOOK_AGAIN_MILLIS = 5;

    private final InferenceCall call;
    private final boolean held;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> pieces = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private @Nullable Reply reply;
    private @Nullable CallError error;
    private boolean over;
    private int flushes;

    /** What is heard of {@code call}, which {@code ask} made. */
    public Heard(InferenceCall call, Ask ask) {
        this.call = call;
        this.held = ask.held();
    }

    // ---- heard, on the loop

    @Override
    public synchronized void replied(Reply came) {
        outcomes.add("replied");
        reply = came;
        notifyAll();
        switch (came) {
            case Reply.Whole whole -> {
                bytes.writeBytes(whole.body());
                over();
            }
            case Reply.Live live -> {
                if (!held) {
                    live.start(this);
                }
            }
        }
    }

    @Override
    public synchronized void refused(CallError came) {
        outcomes.add("refused");
        error = came;
        over();
    }

    @Override
    public synchronized void data(byte[] some) {
        assertThat(endings).as("data after the end").isEmpty();
        bytes.writeBytes(some);
        pieces.add(new String(some, StandardCharsets.UTF_8));
        notifyAll();
    }

    @Override
    public synchronized void flush() {
        flushes++;
    }

    @Override
    public synchronized void end() {
        endings.add("end");
        over();
    }

    @Override
    public synchronized void failed(CallError came) {
        endings.add("failed");
        error = came;
        over();
    }

    private synchronized void over() {
        over = true;
        notifyAll();
    }

    // ---- done by the test

    public Heard awaitOver() {
        return await("its end", Heard::isOver);
    }

    /** Waits until it is as wanted; looks again at every event, and now and then. */
    public synchronized Heard await(String what, Predicate<Heard> wanted) {
        long deadline = System.nanoTime() + DispatchRig.PATIENCE.toNanos();
        while (!wanted.test(this)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited for " + what + "; heard " + outcomes + endings + error);
            }
            try {
                wait(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
        return this;
    }

    /** Does {@code action} on the call's loop and waits until it is done. */
    public void onLoop(Runnable action) {
        CompletableFuture.runAsync(action, call.loop())
                .orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** The client goes. */
    public void cancel() {
        onLoop(call::cancel);
    }

    public Reply.Live live() {
        if (reply() instanceof Reply.Live live) {
            return live;
        }
        throw new AssertionError("not a live reply but " + reply());
    }

    // ---- seen by the test

    public synchronized boolean isOver() {
        return over;
    }

    public synchronized boolean hasReply() {
        return reply != null;
    }

    public synchronized Reply reply() {
        if (reply == null) {
            throw new AssertionError("no reply but " + outcomes + " " + error);
        }
        return reply;
    }

    public int status() {
        return reply().status();
    }

    public Headers headers() {
        return reply().headers();
    }

    public synchronized CallError error() {
        if (error == null) {
            throw new AssertionError("no error but " + outcomes + endings + " " + reply);
        }
        return error;
    }

    public synchronized byte[] body() {
        return bytes.toByteArray();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    public synchronized int length() {
        return bytes.size();
    }

    public synchronized int flushes() {
        return flushes;
    }

    /** The data as it came, a text for each call of {@link #data}. */
    public synchronized List<String> pieces() {
        return List.copyOf(pieces);
    }

    /** How the dispatch turned out: one element, if all is well. */
    public synchronized List<String> outcomes() {
        return List.copyOf(outcomes);
    }

    /** How the live reply ended: one element, if all is well. */
    public synchronized List<String> endings() {
        return List.copyOf(endings);
    }

    public CallTrace trace() {
        return call.trace();
    }

    /** Ids of the workers tried, in order. */
    public List<String> tried() {
        return trace().attempts().stream()
                .map(it -> it.selection().worker().id())
                .toList();
    }

    public List<String> attemptOutcomes() {
        return trace().attempts().stream().map(CallTrace.Attempt::outcome).toList();
    }
}
