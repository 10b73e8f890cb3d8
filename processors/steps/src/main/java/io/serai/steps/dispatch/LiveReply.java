package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.wire.SseScanner;
import io.serai.wire.chat.UsageEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker's answer on its way through. Bytes are forwarded as they came; of an event stream only whole events, so that
 * an error event may follow wherever the worker breaks off.
 */
final class LiveReply implements Reply.Live {
    private static final byte[] EMPTY = {};
    private static final byte[] ONE_LINE_END = {'\n'};
    private static final byte[] TWO_LINE_ENDS = {'\n', '\n'};
    /** Some workers end their stream with this and no line end. */
    private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.UTF_8);

    private final Attempt attempt;
    private final int status;
    private final Headers headers;
    private final @Nullable SseScanner events;
    private final Deque<Consumer<ReplySink>> early = new ArrayDeque<>();
    private @Nullable ReplySink sink;
    private final boolean hideUsage;
    private boolean paused;
    private boolean over;

    LiveReply(Attempt attempt, int status, Headers headers, boolean eventStream, boolean hideUsage) {
        this.attempt = attempt;
        this.status = status;
        this.headers = headers;
        this.hideUsage = hideUsage;
        this.events = eventStream ? new SseScanner() : null;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean eventStream() {
        return events != null;
    }

    // ---- towards the client

    @Override
    public void start(ReplySink to) {
        sink = to;
        while (!early.isEmpty()) {
            early.removeFirst().accept(to);
        }
        if (!paused) {
            attempt.reading(true);
        }
    }

    @Override
    public void pause() {
        paused = true;
        attempt.reading(false);
    }

    @Override
    public void resume() {
        paused = false;
        attempt.reading(true);
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            attempt.cancel();
        }
    }

    /** Stops the worker's bytes if nobody wants them yet. */
    void holdUntilStarted() {
        if (sink == null && !over) {
            attempt.reading(false);
        }
    }

    // ---- from the worker

    void data(byte[] bytes) {
        if (over) {
            return;
        }
        byte[] whole = events == null ? bytes : scanned(events, bytes);
        if (whole.length > 0) {
            tell(to -> to.data(whole));
        }
    }

    private byte[] scanned(SseScanner scanner, byte[] bytes) {
        try {
            byte[] whole = scanner.feed(bytes);
            int content = scanner.newContentEvents();
            if (content > 0) {
                attempt.contentCame(content);
            }
            // Counts come at the end: until then nothing is looked at twice.
            return hideUsage && scanner.usage() != null ? UsageEvents.without(whole) : whole;
        } catch (CallError tooLarge) {
            attempt.broke(tooLarge);
            failed(tooLarge);
            return EMPTY;
        }
    }

    void burstEnded() {
        if (!over) {
            tell(ReplySink::flush);
        }
    }

    /**
     * Makes a whole event of what is held back at the end of the stream. False if that is half a line: a body without
     * a length ends like this when its worker dies.
     */
    boolean complete() {
        byte[] rest = events == null ? EMPTY : events.rest();
        if (rest.length == 0) {
            return true;
        }
        boolean lineEnded = rest[rest.length - 1] == '\n';
        if (lineEnded || Arrays.equals(rest, DONE)) {
            data(lineEnded ? ONE_LINE_END : TWO_LINE_ENDS);
            return true;
        }
        return false;
    }

    void end() {
        if (events != null) {
            attempt.usage(events.usage());
        }
        over = true;
        tell(ReplySink::end);
    }

    void failed(CallError error) {
        if (events != null) {
            attempt.usage(events.usage());
        }
        over = true;
        tell(to -> to.failed(error));
    }

    private void tell(Consumer<ReplySink> what) {
        if (sink != null) {
            what.accept(sink);
        } else {
            early.add(what);
        }
    }
}
