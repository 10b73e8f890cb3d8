package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.BreakerSettings;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.WorkerSpec;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that dies within its answer, at every byte of it. */
class BrokenAnswerTest {
    private static final String[] EVENTS = {
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"gr\u00fcn\"}}]}\r\n\r\n",
        ": ping\n\n",
        "event: x\ndata: {\"choices\":[]}\n\n",
        "data: [DONE]\n\n"
    };
    private static final String STREAM = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n";
    private static final String WHOLE = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

    private final ScriptedServer worker = new ScriptedServer();
    private final DispatchRig rig = new DispatchRig(settings());

    private static RigSettings settings() {
        FleetSettings fleet = FleetSettings.DEFAULT;
        var off = new BreakerSettings(
                false, Duration.ofSeconds(30), 10, 0.5, 0, Duration.ofSeconds(5), Duration.ofSeconds(60), 3, 2);
        return RigSettings.DEFAULT.with(new FleetSettings(
                fleet.workers(),
                fleet.aliases(),
                fleet.health(),
                fleet.loads(),
                off,
                fleet.backPressure(),
                fleet.discoveryInterval(),
                fleet.drainTimeout(),
                false,
                null));
    }

    @BeforeEach
    void register() {
        rig.register(WorkerSpec.builder(worker.url()).id("w").build());
    }

    @AfterEach
    void stop() {
        rig.awaitNothingHeld();
        rig.close();
        worker.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String chunked(String... parts) {
        var out = new StringBuilder("transfer-encoding: chunked\r\n\r\n");
        for (String part : parts) {
            out.append(Integer.toHexString(bytes(part).length))
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        return out.append("0\r\n\r\n").toString();
    }

    /** Nothing but the first events of the stream. Of a CRLF that ends an event, the LF may be missing. */
    private static void checkWholeEvents(String got, int cut) {
        var prefix = new StringBuilder();
        for (String event : EVENTS) {
            if (prefix.length() < got.length()) {
                prefix.append(event);
            }
        }
        String wanted = prefix.toString();
        String withoutLf = wanted.endsWith("\r\n") ? wanted.substring(0, wanted.length() - 1) : wanted;
        assertThat(got).as("cut at %d", cut).isIn(wanted, withoutLf);
    }

    @Test
    void aStreamCutAtAnyByteIsAPrefixOfWholeEventsAndOneFailure() {
        byte[] full = bytes(STREAM + chunked(EVENTS));
        int head = bytes(STREAM + "transfer-encoding: chunked\r\n\r\n").length;
        for (int cut = 0; cut < full.length; cut++) {
            worker.script(Arrays.copyOf(full, cut), cut % 2 == 0);
            Heard heard = rig.finished(Ask.stream());
            if (heard.hasReply()) {
                assertThat(heard.endings()).as("cut at %d", cut).containsExactly("failed");
                checkWholeEvents(heard.text(), cut);
            } else {
                assertThat(heard.outcomes()).as("cut at %d", cut).containsExactly("refused");
            }
            assertThat(heard.error().status()).as("cut at %d", cut).isEqualTo(502);
            assertThat(heard.error().code()).isIn("worker_reset", "worker_malformed");
            assertThat(cut >= head || !heard.hasReply()).isTrue();
        }
        worker.script(full, false);
        Heard heard = rig.finished(Ask.stream());
        assertThat(heard.endings()).containsExactly("end");
        assertThat(heard.text()).isEqualTo(String.join("", EVENTS));
        assertThat(worker.requests()).as("each sent once").hasSize(full.length + 1);
    }

    /** The end of the connection is then the end of the body: a death looks like an end. */
    @Test
    void aStreamWithoutALengthNeverEndsInHalfAnEvent() {
        byte[] events = bytes(String.join("", EVENTS));
        for (int cut = 1; cut <= events.length; cut++) {
            String part = new String(Arrays.copyOf(events, cut), StandardCharsets.ISO_8859_1);
            worker.script((STREAM + "\r\n" + part).getBytes(StandardCharsets.ISO_8859_1), false);
            Heard heard = rig.finished(Ask.stream());
            assertThat(heard.endings()).hasSize(1);
            checkWholeLines(heard.text(), cut);
        }
    }

    /** As a missing blank line is added, the last event may lack lines, but no line is cut. */
    private static void checkWholeLines(String got, int cut) {
        assertThat(got.isEmpty() || got.matches("(?s).*(\n\n|\n\r\n?)"))
                .as("cut at %d: ends an event: %s", cut, got)
                .isTrue();
        String lines = got.stripTrailing();
        String all = String.join("", EVENTS);
        assertThat(all).startsWith(lines);
        assertThat(lines.isEmpty() || all.substring(lines.length()).matches("(?s)[\r\n].*"))
                .as("cut at %d: ends a line: %s", cut, got)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]", "data: [DONE]\n"})
    void aCarelessLastLineIsMadeAnEvent(String last) {
        worker.script(bytes(STREAM + chunked(EVENTS[1], last)), false);
        Heard heard = rig.finished(Ask.stream());
        assertThat(heard.endings()).containsExactly("end");
        assertThat(heard.text()).isEqualTo(EVENTS[1] + "data: [DONE]\n\n");
    }

    @Test
    void aWholeBodyCutAtAnyByteIsAnErrorAndNotHalfABody() {
        byte[] full = bytes(WHOLE + "content-length: 11\r\n\r\n{\"a\":\"b c\"}");
        for (int cut = 0; cut < full.length; cut++) {
            worker.script(Arrays.copyOf(full, cut), cut % 2 == 0);
            Heard heard = rig.finished(Ask.whole());
            assertThat(heard.outcomes()).as("cut at %d", cut).containsExactly("refused");
            assertThat(heard.error().status()).isEqualTo(502);
            assertThat(heard.length()).isZero();
        }
        worker.script(full, false);
        assertThat(rig.finished(Ask.whole()).text()).isEqualTo("{\"a\":\"b c\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, (1 << 20) + 1, 3 << 20})
    void aBodyAboveOneMebibyteFlows(int size) {
        String body = "\"" + "x".repeat(size - 2) + "\"";
        worker.script(bytes(WHOLE + "content-length: " + size + "\r\n\r\n" + body), false);
        Heard heard = rig.finished(Ask.whole());
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.endings()).hasSize(size > 1 << 20 ? 1 : 0).doesNotContain("failed");
        assertThat(heard.text()).isEqualTo(body);
        assertThat(heard.trace().firstTokenNanos()).isNotZero();
    }

    @Test
    void aLargeBodyThatBreaksOffFails() {
        worker.script(bytes(WHOLE + "content-length: 9000000\r\n\r\n" + "x".repeat(2 << 20)), false);
        Heard heard = rig.finished(Ask.whole());
        assertThat(heard.live().eventStream()).isFalse();
        assertThat(heard.endings()).containsExactly("failed");
        assertThat(heard.error().code()).isEqualTo("worker_reset");
    }

    @Test
    void anEndlessErrorIsNotKept() {
        String page = "HTTP/1.1 500 Oh\r\ncontent-type: text/plain\r\ncontent-length: " + (8 << 20) + "\r\n\r\n";
        worker.script(bytes(page + "x".repeat(8 << 20)), false);
        Heard heard = rig.finished(Ask.whole());
        assertThat(heard.status()).isEqualTo(500);
        assertThat(heard.length()).isLessThan(2 << 20);
    }
}
