package io.serai.steps.parse;

import static io.serai.steps.parse.Said.bytes;
import static io.serai.steps.parse.Said.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.steps.BodyTransform;
import io.serai.steps.TransformedReply;
import io.serai.steps.WordTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransformedReplyTest {
    private final List<String> heard = new ArrayList<>();
    private final Source source = new Source();
    private final InferenceCall call = Said.call(Said.TOOLS);
    private final TransformedReply stream = new TransformedReply(source, new StreamRewriter(Said.plan(call), call));

    /** A reply whose bytes the test makes. */
    private final class Source implements Reply.Live {
        @Nullable
        ReplySink sink;

        @Override
        public int status() {
            return 207;
        }

        @Override
        public Headers headers() {
            return Headers.of("x-a", "b");
        }

        @Override
        public boolean eventStream() {
            return true;
        }

        @Override
        public void start(ReplySink to) {
            sink = to;
            heard.add("start");
        }

        @Override
        public void pause() {
            heard.add("pause");
        }

        @Override
        public void resume() {
            heard.add("resume");
        }

        @Override
        public void cancel() {
            heard.add("cancel");
        }

        ReplySink sink() {
            if (sink == null) {
                throw new AssertionError("not started");
            }
            return sink;
        }
    }

    private final class Client implements ReplySink {
        @Override
        public void data(byte[] bytes) {
            heard.add(new String(bytes, StandardCharsets.UTF_8).contains("<c") ? "held" : "data");
        }

        @Override
        public void flush() {
            heard.add("flush");
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void failed(CallError error) {
            heard.add(error.code());
        }
    }

    @Test
    void isTheReplyWithin() {
        assertThat(stream.status()).isEqualTo(207);
        assertThat(stream.headers().first("x-a")).isEqualTo("b");
        assertThat(stream.eventStream()).isTrue();
    }

    @Test
    void passesPaceAndCancelOn() {
        stream.start(new Client());
        stream.pause();
        stream.resume();
        stream.cancel();
        assertThat(heard).containsExactly("start", "pause", "resume", "cancel");
    }

    @Test
    void givesOutWhatIsHeldAtTheEnd() {
        stream.start(new Client());
        source.sink().data(bytes(text("a")));
        source.sink().data(bytes(text("<c")));
        source.sink().flush();
        source.sink().end();
        assertThat(heard).containsExactly("start", "data", "flush", "held", "end");
    }

    @Test
    void givesOutWhatIsHeldBeforeAFailure() {
        stream.start(new Client());
        source.sink().data(bytes(text("<c")));
        source.sink().failed(CallError.of(502, "worker_reset", "gone"));
        assertThat(heard).containsExactly("start", "held", "worker_reset");
    }

    /** Breaks at each event. */
    private record Broken(boolean skippable) implements BodyTransform {
        @Override
        public byte[] feed(byte[] bytes) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public byte[] end() {
            return new byte[0];
        }
    }

    @Test
    void whatIsKeptFromTheClientStaysSoWhenItsTransformBreaks() {
        var hiding = new TransformedReply(source, new Broken(false));
        hiding.start(new Client());
        source.sink().data(bytes(text("a")));
        source.sink().data(bytes(text("b")));
        source.sink().flush();
        source.sink().failed(CallError.of(502, "worker_reset", "gone"));
        source.sink().end();
        assertThat(heard).containsExactly("start", "cancel", "internal_error");
    }

    @Test
    void aTransformThatHidesNothingIsSkippedWhenItBreaks() {
        var restoring = new TransformedReply(source, new Broken(true));
        restoring.start(new Client());
        source.sink().data(bytes(text("a")));
        source.sink().end();
        assertThat(heard).containsExactly("start", "data", "end");
    }

    @Test
    void aBugInTheTokenizerDoesNotKeepTheEndFromTheClient() {
        var counted = new TransformedReply(source, new StreamRewriter(Said.plan(call, new WordTokenizer()), call));
        counted.start(new Client());
        source.sink().data(bytes(text("<t>\u0000b")));
        source.sink().data(bytes(text("ug")));
        source.sink().end();
        assertThat(heard).containsExactly("start", "data", "data", "end");
    }
}
