package io.serai.steps.parse;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live reply whose events go through the rewriter. Pace and cancelling are those of the reply within. */
final class ParsedStream implements Reply.Live, ReplySink {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(ParsedStream.class);

    private final Reply.Live source;
    private final StreamRewriter rewriter;
    private @Nullable ReplySink sink;
    private boolean broken;

    ParsedStream(Reply.Live source, StreamRewriter rewriter) {
        this.source = source;
        this.rewriter = rewriter;
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
        tell(broken ? bytes : rewritten(bytes));
    }

    /** A fault of ours must not cost the client its answer: what follows is passed on as it comes. */
    private byte[] rewritten(byte[] bytes) {
        try {
            return rewriter.feed(bytes);
        } catch (RuntimeException bug) {
            LOG.error("the rest of a stream is passed on unparsed", bug);
            broken = true;
            return bytes;
        }
    }

    /** What is held back. Whatever becomes of it, the client must hear how its stream ends. */
    private byte[] rest() {
        if (broken) {
            return NOTHING;
        }
        try {
            return rewriter.end();
        } catch (RuntimeException bug) {
            LOG.error("the end of a stream could not be parsed", bug);
            broken = true;
            return NOTHING;
        }
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
