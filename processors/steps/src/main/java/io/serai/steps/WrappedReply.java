package io.serai.steps;

import io.serai.core.Headers;
import io.serai.core.Reply;

/** A live reply around another one. Status, header fields, pace and cancelling are those of the one within. */
public abstract class WrappedReply implements Reply.Live {
    private final Reply.Live source;

    /** A reply around {@code source}. */
    protected WrappedReply(Reply.Live source) {
        this.source = source;
    }

    /** The reply within. */
    protected final Reply.Live source() {
        return source;
    }

    @Override
    public final int status() {
        return source.status();
    }

    @Override
    public final Headers headers() {
        return source.headers();
    }

    @Override
    public final boolean eventStream() {
        return source.eventStream();
    }

    @Override
    public final void pause() {
        source.pause();
    }

    @Override
    public final void resume() {
        source.resume();
    }

    @Override
    public void cancel() {
        source.cancel();
    }
}
