package io.serai.steps.cache;

import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event stream from memory, at the pace of its reader. */
final class ReplayedStream implements Reply.Live {
    private static final Headers EVENTS = Headers.of("content-type", "text/event-stream");

    private final List<byte[]> events;
    private @Nullable ReplySink sink;
    private int next;
    private boolean paused;
    private boolean flowing;
    private boolean over;

    ReplayedStream(List<byte[]> events) {
        this.events = events;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public Headers headers() {
        return EVENTS;
    }

    @Override
    public boolean eventStream() {
        return true;
    }

    @Override
    public void start(ReplySink to) {
        sink = to;
        flow();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        flow();
    }

    @Override
    public void cancel() {
        over = true;
    }

    /** The reader may pause and resume from within. */
    private void flow() {
        ReplySink to = sink;
        if (to == null || flowing) {
            return;
        }
        flowing = true;
        while (!paused && !over && next < events.size()) {
            to.data(events.get(next++));
        }
        if (!over) {
            to.flush();
        }
        flowing = false;
        if (!over && next == events.size()) {
            over = true;
            to.end();
        }
    }
}
