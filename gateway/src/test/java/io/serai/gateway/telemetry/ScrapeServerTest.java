package io.serai.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeServerTest {
    private static final String METRICS = "serai_up 1\n".repeat(5000);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScrapeServer server =
            ScrapeServer.start("127.0.0.1", 0, out -> out.write(METRICS.getBytes(StandardCharsets.UTF_8)));

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void servesWhatItsSourceWrites() throws Exception {
        var answer = send(request("/metrics").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text(answer)).isEqualTo(METRICS);
    }

    @Test
    void compressesForWhoAsks() throws Exception {
        var answer = send(
                request("/metrics?x=1").header("accept-encoding", "gzip, br").GET());
        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(METRICS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, not_found",
        "GET, /metrics/x, 404, not_found",
        "GET, /metricsx, 404, not_found",
        "POST, /metrics, 405, method_not_allowed"
    })
    void refusesTheRestInJson(String method, String path, int status, String code) throws Exception {
        var answer = send(request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()).at("/error/code").asText())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"/metrics, 200", "/other, 404"})
    void answersHeadWithoutABody(String path, int status) throws Exception {
        var answer = send(request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void saysWhichSettingToChangeWhereThePortIsTaken() {
        assertThatThrownBy(() -> ScrapeServer.start("127.0.0.1", server.port(), out -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("metrics.port is " + server.port())
                .hasMessageContaining("set a free port");
    }

    @Test
    void aScrapeThatFailsHalfwayIsAnError() throws Exception {
        try (var failing = ScrapeServer.start("127.0.0.1", 0, out -> {
            out.write(METRICS.getBytes(StandardCharsets.UTF_8));
            throw new IOException("no");
        })) {
            var url = URI.create("http://127.0.0.1:" + failing.port() + "/metrics");
            var answer = send(HttpRequest.newBuilder(url));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(text(answer)).contains("metrics_failed").doesNotContain("serai_up");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
