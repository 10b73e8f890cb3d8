package io.serai.gateway.telemetry;

import static io.serai.gateway.telemetry.EndedCalls.at;
import static io.serai.gateway.telemetry.EndedCalls.received;
import static io.serai.gateway.telemetry.EndedCalls.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.InferenceCall;
import io.serai.core.TokenUsage;
import io.serai.gateway.telemetry.AccessLogSettings.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessLogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00.003Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesTextForPeople() {
        assertThat(lines(Format.TEXT, fullCall()))
                .isEqualTo("2026-01-31T12:00:00.003Z 10.0.0.9 POST /v1/chat/completions 200 ok id=id-1 key=alice"
                        + " model=llama worker=w1 attempts=1 stream prompt=100 completion=11 cached=64"
                        + " total=160.000ms queue=3.000ms head=15.000ms ttft=50.000ms\n");
    }

    @Test
    void writesJsonForMachines() throws IOException {
        assertThat(new ObjectMapper().readTree(lines(Format.JSON, fullCall())))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"time": "2026-01-31T12:00:00.003Z", "id": "id-1", "remote": "10.0.0.9", "principal": "alice",
                         "method": "POST", "path": "/v1/chat/completions", "status": 200, "code": "ok",
                         "model": "llama", "worker": "w1", "attempts": 1, "stream": true, "prompt_tokens": 100,
                         "completion_tokens": 11, "cached_tokens": 64, "total_ms": 160.0, "queue_ms": 3.0,
                         "head_ms": 15.0, "ttft_ms": 50.0}"""));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        var call = received("id-1", "/v1/models");
        call.trace().ended(at(0.25));
        assertThat(lines(Format.TEXT, call))
                .isEqualTo("2026-01-31T12:00:00.003Z 10.0.0.9 POST /v1/models 200 ok id=id-1 total=0.250ms\n");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "/a\n2026-01-31T12:00:00.003Z 10.0.0.1 POST /fake 200 ok",
                "/a\r\nb",
                "/a b=c",
                "/\"quoted\"\\",
                "/\u001b[2Jclear",
                "/\u2028line\u0085next",
                "/\u202eright-to-left",
                "/\ud800 half",
                "/\u0000");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aTextOfAClientCannotPoseAsALineOrField(String path) throws IOException {
        String text = lines(Format.TEXT, received("id", path), received(path, "/"));
        assertThat(text.lines()).hasSize(2).allMatch(line -> line.split(" (?=(id|total)=)").length == 2);
        assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));

        out.reset();
        String json = lines(Format.JSON, received("id", path));
        assertThat(json.chars().filter(c -> c == '\n')).hasSize(1);
        assertThat(new ObjectMapper().readTree(json).get("path").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void writesNoQueryNoHeaderNoBody(Format format) {
        assertThat(lines(format, fullCall())).doesNotContain("secret");
    }

    @Test
    void writesSoonWithoutBeingClosed() {
        try (var log = new AccessLog(Format.TEXT, LogTarget.to(out), CLOCK, 100).started()) {
            for (int i = 1; i <= 3; i++) {
                log.ended(streamed("id-" + i, "llama", "w1"), 200, "ok");
                int written = i;
                await().until(() -> out.toString(StandardCharsets.UTF_8).lines().count() == written);
            }
        }
    }

    @Test
    void writesAllThatIsQueuedWhenClosed() {
        try (var log = new AccessLog(Format.TEXT, LogTarget.to(out), CLOCK, 10_000).started()) {
            for (int i = 0; i < 5000; i++) {
                log.ended(streamed("id-" + i, "llama", "w1"), 200, "ok");
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5000)
                .last()
                .asString()
                .contains("id-4999");
    }

    @Test
    void dropsAndCountsWhereTheQueueIsFull() {
        // Not started: nobody takes from the queue.
        var log = new AccessLog(Format.TEXT, LogTarget.to(out), CLOCK, 2);
        for (int i = 0; i < 5; i++) {
            log.ended(streamed("id-" + i, "llama", "w1"), 200, "ok");
        }
        assertThat(log.dropped()).isEqualTo(3);
        log.started().close();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        log.ended(streamed("late", "llama", "w1"), 200, "ok");
        assertThat(log.dropped()).isEqualTo(4);
    }

    @Test
    void goesOnAfterAFullDisk() throws InterruptedException {
        var full = new AtomicBoolean(true);
        var failed = new CountDownLatch(1);
        var target = new LogTarget() {
            @Override
            public void write(byte[] lines) throws IOException {
                if (full.get()) {
                    failed.countDown();
                    throw new IOException("no space left on device");
                }
                out.write(lines);
            }

            @Override
            public void close() {}
        };
        try (var log = new AccessLog(Format.TEXT, target, CLOCK, 100).started()) {
            log.ended(streamed("lost", "llama", "w1"), 200, "ok");
            failed.await();
            await().until(() -> log.dropped() == 1);
            full.set(false);
            log.ended(streamed("kept", "llama", "w1"), 200, "ok");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("id=kept").doesNotContain("id=lost");
    }

    @Test
    void followsItsFilesName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.log");
        Path moved = folder.resolve("access.log.1");
        Files.writeString(file, "before\n");
        try (var log = AccessLog.open(new AccessLogSettings(Format.TEXT, file), CLOCK)) {
            log.ended(streamed("first", "llama", "w1"), 200, "ok");
            await().until(() -> Files.readString(file).contains("id=first"));
            Files.move(file, moved);
            log.ended(streamed("second", "llama", "w1"), 200, "ok");
            await().until(() -> Files.exists(file) && Files.readString(file).contains("id=second"));
            Files.delete(file);
            log.ended(streamed("third", "llama", "w1"), 200, "ok");
        }
        assertThat(Files.readString(moved))
                .startsWith("before\n")
                .contains("id=first")
                .doesNotContain("second");
        assertThat(Files.readString(file)).contains("id=third").doesNotContain("second");
    }

    @Test
    void saysWhatToSetWhereTheFileCannotBeOpened(@TempDir Path folder) {
        var settings = new AccessLogSettings(Format.TEXT, folder.resolve("none/access.log"));
        assertThatThrownBy(() -> AccessLog.open(settings, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("access-log.file is " + folder.resolve("none/access.log"))
                .hasMessageContaining("create its folder");
    }

    private String lines(Format format, InferenceCall... calls) {
        try (var log = new AccessLog(format, LogTarget.to(out), CLOCK, 100).started()) {
            for (InferenceCall call : calls) {
                log.ended(call, 200, "ok");
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static InferenceCall fullCall() {
        var call = streamed("id-1", "llama", "w1");
        call.principal("alice");
        call.trace().usage(new TokenUsage(100, 11, 64));
        return call;
    }
}
