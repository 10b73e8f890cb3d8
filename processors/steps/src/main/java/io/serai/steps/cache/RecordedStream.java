package io.serai.steps.cache;

import io.serai.core.CallError;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.steps.WrappedReply;
import java.util.function.Consumer;

/** An event stream of which a copy is kept, if it comes to its end. The bytes pass untouched. */
final class RecordedStream extends WrappedReply {
    private final StreamAssembly assembly;
    private final Consumer<StoredAnswer> complete;

    /**
     * {@code source}, listened to.
     *
     * @param complete gets the answer, if it is one to keep
     */
    RecordedStream(Reply.Live source, StreamAssembly assembly, Consumer<StoredAnswer> complete) {
        super(source);
        this.assembly = assembly;
        this.complete = complete;
    }

    @Override
    public void start(ReplySink sink) {
        source().start(new Listening(sink));
    }

    private final class Listening implements ReplySink {
        private final ReplySink sink;

        Listening(ReplySink sink) {
            this.sink = sink;
        }

        /** The sink may keep the array: read before it is given on. */
        @Override
        public void data(byte[] bytes) {
            assembly.take(bytes);
            sink.data(bytes);
        }

        @Override
        public void flush() {
            sink.flush();
        }

        @Override
        public void end() {
            StoredAnswer answer = assembly.answer();
            if (answer != null) {
                complete.accept(answer);
            }
            sink.end();
        }

        @Override
        public void failed(CallError error) {
            sink.failed(error);
        }
    }
}
