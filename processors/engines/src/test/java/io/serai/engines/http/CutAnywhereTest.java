package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.serai.core.Endpoint;
import io.serai.core.EngineFailure;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact cuts: the connection in a channel without a socket. */
class CutAnywhereTest {
    private static final String CHUNKED =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "7\r\ndata: 1\r\n4\r\n\r\n\r\n\r\n0A\r\n0123456789\r\n0\r\nx-trailer: y\r\n\r\n";
    private static final String CHUNKED_BODY = "data: 1\r\n\r\n0123456789";
    private static final String WHOLE = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";

    /** One request under way. */
    private static final class Wire {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final Recorder recorder = new Recorder();
        private final LoopConnections owner = new LoopConnections(
                channel.eventLoop(), HttpClientSettings.DEFAULT, new Addresses(System::nanoTime), System::nanoTime);
        private final EngineRequest request = new EngineRequest(
                new Endpoint(URI.create("http://127.0.0.1:1"), null),
                "GET",
                "/",
                Headers.empty(),
                List.of(),
                Rig.NO_LIMITS,
                channel.eventLoop());
        private final Http1Connection connection =
                new Http1Connection(request.endpoint(), owner, HttpClientSettings.DEFAULT, System::nanoTime);
        final Http1Exchange exchange = owner.watch(request, recorder);

        Wire() {
            connection.assemble(channel.pipeline());
            connection.opening(channel);
            connection.ready(exchange);
            channel.releaseOutbound();
        }

        /** Another request; it must find this connection free. */
        Recorder again() {
            var next = new Recorder();
            owner.begin(request, next);
            channel.releaseOutbound();
            return next;
        }

        void came(String bytes) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        }

        void closed() {
            channel.close();
            channel.runPendingTasks();
        }
    }

    @Test
    void cutInTwoAnywhere() {
        for (int cut = 0; cut <= CHUNKED.length(); cut++) {
            var wire = new Wire();
            wire.came(CHUNKED.substring(0, cut));
            wire.came(CHUNKED.substring(cut));
            assertThat(wire.recorder.calls()).as("cut at %d", cut).containsExactly("head", "data", "end");
            assertThat(wire.recorder.body()).as("cut at %d", cut).isEqualTo(CHUNKED_BODY);
            wire.closed();
        }
    }

    @Property(tries = 300)
    void cutIntoManyPiecesAnywhere(@ForAll @Size(max = 12) List<@IntRange(max = 150) Integer> cuts) {
        var wire = new Wire();
        int[] at = cuts.stream()
                .mapToInt(cut -> Math.min(cut, CHUNKED.length()))
                .sorted()
                .toArray();
        int from = 0;
        for (int to : at) {
            wire.came(CHUNKED.substring(from, to));
            from = to;
        }
        wire.came(CHUNKED.substring(from));
        assertThat(wire.recorder.calls()).as(Arrays.toString(at)).containsExactly("head", "data", "end");
        assertThat(wire.recorder.body()).isEqualTo(CHUNKED_BODY);
        var next = wire.again();
        wire.came(WHOLE);
        assertThat(next.body()).isEqualTo("hello");
        wire.closed();
    }

    /** A worker that goes at any byte leaves exactly one failure, and the kind tells whether the head had come. */
    @Test
    void brokenOffAnywhere() {
        int headEnd = CHUNKED.lastIndexOf("chunked\r\n\r\n") + "chunked\r\n\r\n".length();
        for (int cut = 0; cut < CHUNKED.length(); cut++) {
            var wire = new Wire();
            wire.came(CHUNKED.substring(0, cut));
            wire.closed();
            assertThat(wire.recorder.failure())
                    .as("cut at %d", cut)
                    .isInstanceOf(
                            cut < headEnd ? EngineFailure.ResetBeforeHead.class : EngineFailure.ResetMidBody.class);
            assertThat(wire.recorder.calls())
                    .as("cut at %d", cut)
                    .endsWith("failed")
                    .doesNotContain("end");
            assertThat(CHUNKED_BODY).startsWith(wire.recorder.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil", "HTT", "0\r\n\r\n"})
    void bytesBehindTheAnswerCloseTheConnection(String stray) {
        var together = new Wire();
        together.came(WHOLE + stray);
        assertThat(together.recorder.calls()).containsExactly("head", "data", "end");
        assertThat(together.recorder.body()).isEqualTo("hello");
        assertThat(together.channel.isOpen()).as("in the same read").isFalse();

        var later = new Wire();
        later.came(WHOLE);
        assertThat(later.channel.isOpen()).isTrue();
        later.came(stray);
        assertThat(later.recorder.calls()).containsExactly("head", "data", "end");
        assertThat(later.channel.isOpen()).as("in a later read").isFalse();
    }

    /** Otherwise a worker could answer one client's request with what it was asked to say to another. */
    @Test
    void anAnswerTooManyNeverReachesTheNextRequest() {
        var wire = new Wire();
        var next = new Recorder();
        wire.recorder.onOver(() -> wire.owner.begin(wire.request, next));
        wire.came(WHOLE + "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
        // It wants a connection of its own, and none can be made on a loop without sockets.
        assertThat(next.awaitOver().failure()).isInstanceOf(EngineFailure.ConnectFailed.class);
        assertThat(next.calls()).containsExactly("failed");
        assertThat(wire.channel.isOpen()).isFalse();
    }

    /** Netty tells of a close in a later task; a request in between must not be written into the void. */
    @Test
    void aConnectionThatClosedWithoutItsEventYetIsNotReused() {
        var wire = new Wire();
        wire.came(WHOLE);
        var next = new Recorder();
        wire.channel.eventLoop().execute(wire.channel.pipeline()::close);
        wire.channel.eventLoop().execute(() -> wire.owner.begin(wire.request, next));
        wire.channel.runPendingTasks();
        assertThat(next.failure()).isInstanceOf(EngineFailure.ConnectFailed.class);
        wire.closed();
    }

    @Test
    void aHandlerThatThrowsFailsItsOwnExchange() {
        var wire = new Wire();
        wire.recorder.onData(() -> {
            throw new IllegalStateException("a bug in a step");
        });
        wire.came(WHOLE);
        wire.closed();
        assertThat(wire.recorder.calls()).containsExactly("head", "data", "failed");
    }
}
