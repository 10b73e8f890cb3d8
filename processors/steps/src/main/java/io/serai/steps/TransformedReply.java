package io.serai.steps;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live reply whose bytes go through a transform. Pace and cancelling are those of the reply within. */
public final class TransformedReply implements Reply.Live, ReplySink {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(TransformedReply.class);

    private final Reply.Live source;
    private final BodyTransform transform;
    private @Nullable ReplySink sink;
    private boolean broken;

    /** {@code source} as {@code transform} makes it. */
    public TransformedReply(Reply.Live source, BodyTransform transform) {
        this.source = source;
        this.transform = transform;
    }

    @Override
    public int status() {
        return source.status();
    }

    @Override
    public Headers headers() {
        return source.headers();
    }

    @Override
    public boolean eventStream() {
        return source.eventStream();
    }

    // ---- towards the client

    @Override
    public void start(ReplySink to) {
        sink = to;
        source.start(this);
    }

    @Override
    public void pause() {
        source.pause();
    }

    @Override
    public void resume() {
        source.resume();
    }

    @Override
    public void cancel() {
        source.cancel();
        var _ = rest(); // for its counts
    }

    // ---- from the worker

    private ReplySink sink() {
        if (sink == null) {
            throw new IllegalStateException("nothing flows before start()");
        }
        return sink;
    }

    @Override
    public void data(byte[] bytes) {
        tell(broken ? bytes : transformed(bytes));
    }

    /** A fault of ours must not cost the client its answer: what follows is passed on as it comes. */
    private byte[] transformed(byte[] bytes) {
        try {
            return transform.feed(bytes);
        } catch (RuntimeException bug) {
            report("the rest of a reply is passed on as it comes", bug);
            return bytes;
        }
    }

    /** What is held back. Whatever becomes of it, the client must hear how its reply ends. */
    private byte[] rest() {
        if (broken) {
            return NOTHING;
        }
        try {
            return transform.end();
        } catch (RuntimeException bug) {
            report("the end of a reply is lost", bug);
            return NOTHING;
        }
    }

    /** The message of an exception may hold what a model or a client wrote; its place does not. */
    private void report(String consequence, RuntimeException bug) {
        broken = true;
        StackTraceElement[] trace = bug.getStackTrace();
        LOG.error(
                "{} failed with {} at {}; {}",
                transform.getClass().getSimpleName(),
                bug.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0],
                consequence);
    }

    @Override
    public void flush() {
        sink().flush();
    }

    @Override
    public void end() {
        tell(rest());
        sink().end();
    }

    @Override
    public void failed(CallError error) {
        tell(rest());
        sink().failed(error);
    }

    private void tell(byte[] bytes) {
        if (bytes.length > 0) {
            sink().data(bytes);
        }
    }
}
