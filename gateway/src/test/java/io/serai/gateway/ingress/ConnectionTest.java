package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.RequestHead;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of events that a real event loop shows too seldom. */
class ConnectionTest {
    private final OpenCalls openCalls = new OpenCalls();
    private final Deque<ResponseWriter> running = new ArrayDeque<>();
    private final Connection connection;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    ConnectionTest() {
        var server = new Server(
                new TestPipelines().table()::find, openCalls, List.of(), IngressRig.SETTINGS, IngressRig.NO_KEYS);
        server.listener((call, entry, stay, writer) -> running.add(writer));
        connection = new Connection(server);
    }

    @BeforeEach
    void assemble() {
        channel.pipeline().addLast(new RequestDecoder(connection, 4096, 8192), new HttpResponseEncoder(), connection);
        channel.pipeline().fireChannelActive();
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
        assertThat(openCalls.running()).isZero();
        assertThat(connection.slot()).as("still watched").isEqualTo(Deadlines.NO_SLOT);
    }

    private static ByteBuf get(String path) {
        return Unpooled.copiedBuffer("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n", ISO_8859_1);
    }

    private void answerNext(String body) {
        running.remove()
                .answer(new Reply.Whole(200, Headers.empty(), body.getBytes(ISO_8859_1)), Headers.empty(), false);
    }

    private String written() {
        var text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(ISO_8859_1));
            part.release();
        }
        return text.toString();
    }

    /** The answer ends, and before the held request is taken up, the next one comes. */
    @Test
    void aRequestDoesNotOvertakeAHeldOne() {
        channel.writeInbound(get("/rest/1"), get("/rest/2"));
        answerNext("1");
        channel.writeInbound(get("/rest/3"));
        assertThat(running).as("one at a time").hasSize(1);
        answerNext("2");
        channel.runPendingTasks();
        answerNext("3");
        assertThat(written()).containsSubsequence("\r\n\r\n1", "\r\n\r\n2", "\r\n\r\n3");
        // Which request a writer belongs to, not only how many there were:
        channel.writeInbound(get("/rest/a"), get("/nowhere"));
        answerNext("held");
        channel.writeInbound(get("/rest/b"));
        answerNext("new");
        assertThat(written()).containsSubsequence("\r\n\r\nheld", "404", "\r\n\r\nnew");
    }

    @Test
    void whatIsHeldIsReleasedWhenTheClientGoes() {
        ByteBuf body = Unpooled.buffer().writeInt(1);
        channel.writeInbound(get("/rest/1"));
        channel.pipeline().context(HttpResponseEncoder.class).fireChannelRead(new DefaultHttpContent(body));
        assertThat(body.refCnt()).isEqualTo(1);
        channel.close();
        channel.runPendingTasks();
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void readingStopsAboveTheHeldLimitAndGoesOnBelowIt() {
        channel.writeInbound(get("/rest/1"));
        for (int i = 0; i < 40; i++) {
            channel.writeInbound(get("/nowhere"));
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        answerNext("1");
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(written().split("HTTP/1.1 404", -1)).hasSize(41);
    }

    @Test
    void aConnectionWithHeldRequestsIsNotIdle() {
        channel.writeInbound(get("/rest/1"), get("/rest/2"));
        answerNext("1");
        channel.pipeline().fireUserEventTriggered(Connection.CLOSE_IF_IDLE);
        assertThat(channel.isOpen()).isTrue();
        channel.runPendingTasks();
        answerNext("2");
        assertThat(written()).contains("\r\n\r\n2");
        channel.pipeline().fireUserEventTriggered(Connection.CLOSE_IF_IDLE);
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anAnswerAfterTheEndIsIgnoredAndALateLiveReplyIsCancelled() {
        channel.writeInbound(get("/rest/1"));
        ResponseWriter writer = running.remove();
        channel.close();
        channel.runPendingTasks();
        var live = new ManualLive(
                new InferenceCall(
                        "id",
                        new RequestHead("GET", "/", "", Headers.empty(), ""),
                        new byte[0],
                        channel.eventLoop(),
                        0),
                true,
                Headers.empty());
        writer.answer(live, Headers.empty(), false);
        writer.refuse(HttpRefusals.internal(), false);
        writer.end();
        assertThat(live.cancels).hasValue(1);
        assertThat(live.started()).isFalse();
        assertThat(written()).isEmpty();
    }

    @Test
    void aSecondAnswerIsIgnored() {
        channel.writeInbound(get("/rest/1"));
        ResponseWriter writer = running.peek();
        answerNext("once");
        writer.refuse(HttpRefusals.internal(), false);
        writer.end();
        assertThat(written()).containsOnlyOnce("HTTP/1.1").endsWith("once");
    }
}
