package io.serai.gateway;

import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: how it ends, and what it says then. */
class MainTest {
    private static final Pattern SERVING = Pattern.compile("serving on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    Path folder;

    private GatewayRig files() {
        return new GatewayRig(folder).config("");
    }

    private Process launch(String... args) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "@" + Path.of("src/dist/jvm.options").toAbsolutePath(),
                "-Dserai.home=" + folder,
                "-cp",
                path,
                "io.serai.gateway.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Runs it to its end, which must come by itself. */
    private int exitCode(String... args) throws Exception {
        Process process = launch(args);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends: %s", output())
                    .isTrue();
            assertThat(output()).doesNotContain("\tat ", "Exception in thread");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTakenPortEndsIt() throws Exception {
        files();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(exitCode("--port", port)).as(output()).isEqualTo(1);
            assertThat(output()).contains("server.port", port);
            assertThat(exitCode("--prometheus-port", port)).as(output()).isEqualTo(1);
            assertThat(output()).contains("metrics.port is " + port);
        }
    }

    @Test
    void aFileThatCannotBeWrittenEndsIt() throws Exception {
        GatewayRig files = files();
        files.write("serai.yaml", files.read("serai.yaml").replace("file: access.log", "file: nowhere/access.log"));
        assertThat(exitCode()).as(output()).isEqualTo(1);
        assertThat(output()).contains("access-log.file");
    }

    @Test
    void anUnusableStateFolderEndsIt() throws Exception {
        files().write("state/workers.json/in-the-way", "");
        assertThat(exitCode()).as(output()).isEqualTo(1);
        assertThat(output()).contains("workers.json", "set another folder");
    }

    @Test
    void aBrokenRouteEndsIt() throws Exception {
        files().write(
                        "routes/mine.camel.yaml",
                        "- route:\n    id: mine\n    from: {uri: nowhere:x, steps: [{to: llm-fleet:models}]}\n");
        assertThat(exitCode()).as(output()).isEqualTo(2);
        assertThat(output()).contains("mine.camel.yaml:3: there is no component for nowhere:");
        assertThat(exitCode("check")).as("the dry run finds it too").isEqualTo(2);
        assertThat(output()).contains("mine.camel.yaml:3: there is no component for nowhere:");
    }

    @Test
    void aWrongConfigurationEndsIt() throws Exception {
        files().config("limits: {max-concurent: 3}\n");
        assertThat(exitCode()).as(output()).isEqualTo(2);
        assertThat(output()).contains("serai.yaml:", "limits.max-concurent");
    }

    @Test
    void checkWritesNothing() throws Exception {
        files();
        assertThat(exitCode("check")).as(output()).isZero();
        assertThat(folder.resolve("access.log")).doesNotExist();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    /** The stop signal of process managers. */
    @Test
    void aSignalLetsStreamsFinish() throws Exception {
        var options = MockWorkerOptions.builder()
                .model("m")
                .tokenInterval(Duration.ofMillis(20))
                .outputTokens(60);
        try (var worker = MockWorker.start(options.build());
                var client = HttpClient.newHttpClient()) {
            files();
            Process process = launch("--worker-urls", worker.baseUrl());
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> SERVING.matcher(output()).find());
                var serving = SERVING.matcher(output());
                assertThat(serving.find()).isTrue();
                URI uri = URI.create("http://127.0.0.1:" + serving.group(1) + GatewayRig.CHAT);
                var request = HttpRequest.newBuilder(uri)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(GatewayRig.chat("m", true)))
                        .build();
                await().atMost(SOON).until(() -> ready(client, uri));
                var stream = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
                worker.awaitRequests(1, SOON);
                process.destroy();
                assertThat(stream.get(20, TimeUnit.SECONDS).body()).endsWith("data: [DONE]\n\n");
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(128 + 15);
                assertThat(output()).contains("stopping", "stopped").doesNotContain("\tat ");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static boolean ready(HttpClient client, URI uri) throws Exception {
        var probe = HttpRequest.newBuilder(uri.resolve("/readiness")).build();
        return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
