package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.steps.WrappedReply;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A live reply that is held until it is complete, searched as a whole, and then passed on at once. One that breaks off
 * is searched up to there.
 */
final class HeldReply extends WrappedReply implements ReplySink {
    /** What has to be held of one reply at most. */
    static final int MOST_BYTES = 16 << 20;

    private static final byte[] NOTHING = {};

    /** Searches and restores a whole body. */
    interface Work {
        /** Tells {@code outcome} once, on the call's loop. */
        void on(byte[] body, AnswerSearch.Outcome outcome);
    }

    private final Work work;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable ReplySink sink;
    private boolean over;

    HeldReply(Reply.Live source, Work work) {
        super(source);
        this.work = work;
    }

    // ---- towards the client

    @Override
    public void start(ReplySink to) {
        sink = to;
        source().start(this);
    }

    @Override
    public void cancel() {
        sink = null;
        if (!over) {
            over = true;
            super.cancel();
        }
    }

    // ---- from the worker

    @Override
    public void data(byte[] bytes) {
        if (over) {
            return;
        }
        held.writeBytes(bytes);
        if (held.size() > MOST_BYTES) {
            over = true;
            super.cancel();
            tell(NOTHING, AnswerSearch.refusal("too long"));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void end() {
        finish(null);
    }

    @Override
    public void failed(CallError error) {
        finish(error);
    }

    private void finish(@Nullable CallError error) {
        if (!over) {
            over = true;
            work.on(held.toByteArray(), new AnswerSearch.Outcome() {
                @Override
                public void restored(byte[] body) {
                    tell(body, error);
                }

                @Override
                public void refused(CallError refusal) {
                    tell(NOTHING, refusal);
                }
            });
        }
    }

    private void tell(byte[] body, @Nullable CallError error) {
        ReplySink to = sink;
        if (to == null) {
            return;
        }
        if (body.length > 0) {
            to.data(body);
        }
        if (error == null) {
            to.end();
        } else {
            to.failed(error);
        }
    }
}
