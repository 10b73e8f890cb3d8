package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source and a client that write down what they are told. */
class HeldReplyTest {
    private final List<String> told = new ArrayList<>();
    private final HeldReply reply = new HeldReply(new Source(), (body, outcome) -> outcome.restored(upper(body)));

    private final class Source implements Reply.Live {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.of("content-type", "text/event-stream");
        }

        @Override
        public boolean eventStream() {
            return true;
        }

        @Override
        public void start(ReplySink sink) {
            told.add("started");
        }

        @Override
        public void pause() {
            told.add("paused");
        }

        @Override
        public void resume() {
            told.add("resumed");
        }

        @Override
        public void cancel() {
            told.add("cancelled");
        }
    }

    private final class Client implements ReplySink {
        @Override
        public void data(byte[] bytes) {
            told.add(new String(bytes, UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            told.add("end");
        }

        @Override
        public void failed(CallError error) {
            told.add(error.code());
        }
    }

    private static byte[] upper(byte[] body) {
        return new String(body, UTF_8).replace('a', 'A').getBytes(UTF_8);
    }

    private void data(String text) {
        reply.data(text.getBytes(UTF_8));
    }

    @Test
    void nothingGoesOutBeforeTheEnd() {
        reply.start(new Client());
        data("a ");
        data("b");
        assertThat(told).containsExactly("started");
        reply.end();
        assertThat(told).containsExactly("started", "A b", "end");
    }

    @Test
    void whatCameBeforeABreakGoesOutToo() {
        reply.start(new Client());
        data("a");
        reply.failed(CallError.of(502, "worker_failed", "gone"));
        assertThat(told).containsExactly("started", "A", "worker_failed");
    }

    @Test
    void aClientThatHasGoneHearsNothing() {
        reply.start(new Client());
        data("a");
        reply.cancel();
        reply.end();
        assertThat(told).containsExactly("started", "cancelled");
    }

    @Test
    void aReplyTooLongToHoldIsRefused() {
        reply.start(new Client());
        byte[] quarter = new byte[HeldReply.MOST_BYTES / 4];
        for (int i = 0; i < 5; i++) {
            reply.data(quarter);
        }
        reply.end();
        assertThat(told).containsExactly("started", "cancelled", "pii_unavailable");
    }
}
