package io.serai.steps;

import io.serai.core.CallError;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live reply whose bytes go through a transform. */
public final class TransformedReply extends WrappedReply implements ReplySink {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(TransformedReply.class);

    private final BodyTransform transform;
    private @Nullable ReplySink sink;
    private boolean broken;
    private boolean closed;

    /** {@code source} as {@code transform} makes it. */
    public TransformedReply(Reply.Live source, BodyTransform transform) {
        super(source);
        this.transform = transform;
    }

    // ---- towards the client

    @Override
    public void start(ReplySink to) {
        sink = to;
        source().start(this);
    }

    @Override
    public void cancel() {
        super.cancel();
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

    /**
     * A fault of ours must not cost the client its answer: what follows is passed on as it comes, unless the transform
     * keeps something from the client.
     */
    private byte[] transformed(byte[] bytes) {
        try {
            return transform.feed(bytes);
        } catch (RuntimeException bug) {
            if (transform.skippable()) {
                report("the rest of a reply is passed on as it comes", bug);
                return bytes;
            }
            report("the reply ends here", bug);
            super.cancel();
            sink().failed(CallError.of(500, "internal_error", "The gateway failed to serve the request."));
            closed = true;
            return NOTHING;
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
        if (!closed) {
            sink().flush();
        }
    }

    @Override
    public void end() {
        tell(rest());
        if (!closed) {
            sink().end();
        }
    }

    @Override
    public void failed(CallError error) {
        tell(rest());
        if (!closed) {
            sink().failed(error);
        }
    }

    private void tell(byte[] bytes) {
        if (bytes.length > 0 && !closed) {
            sink().data(bytes);
        }
    }
}
