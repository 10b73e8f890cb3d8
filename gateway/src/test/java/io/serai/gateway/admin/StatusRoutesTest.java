package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.gateway.config.Size;
import io.serai.gateway.pipelines.LiveRoutes;
import io.serai.gateway.pipelines.RouteProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusRoutesTest {
    @TempDir
    private Path folder;

    @Test
    void showsRoutesBeforeTheyAreLoaded() {
        try (var admin = new AdminFixture()) {
            assertThat(admin.get("/routes").is(200).text())
                    .isEqualTo(
                            "{\"generation\":0,\"routes\":[],\"unsearched\":[],\"applied\":0,\"refused\":0,\"problem\":null}");
        }
    }

    @Test
    void showsWhyRoutesAreRefused() {
        var problem = new RouteProblem("chat.camel.yaml", 12, "no such step");
        var status =
                new LiveRoutes.Status(2, 2, 1, List.of("chat", "models"), List.of("chat (chat.camel.yaml:2)"), problem);
        assertThat(RoutesJson.of(status).toString())
                .isEqualTo(
                        "{\"generation\":2,\"routes\":[\"chat\",\"models\"],\"unsearched\":[\"chat (chat.camel.yaml:2)\"],\"applied\":2,\"refused\":1,"
                                + "\"problem\":{\"file\":\"chat.camel.yaml\",\"line\":12,\"reason\":\"no such step\"}}");
    }

    @Test
    void showsSettingsWithTheirOriginAndWithoutSecrets() {
        try (var admin = new AdminFixture(
                "--port", "0", "--api-key", "sk-SECRET1", "--admin-key", "sk-SECRET2", "--worker-urls", "http://h:1")) {
            Answer answer = admin.get("/config").is(200);
            JsonNode config = answer.json();
            assertThat(setting(config, "server.port").toString())
                    .isEqualTo("{\"key\":\"server.port\",\"value\":0,\"origin\":\"--port\",\"live\":false}");
            assertThat(setting(config, "server.host").path("origin").asText()).isEqualTo("default");
            assertThat(answer.text()).doesNotContain("SECRET").contains("***");
            assertThat(answer.json().path("reloads").asInt()).isZero();
            assertThat(answer.json().path("problems").isEmpty()).isTrue();
        }
    }

    @Test
    void showsWhyAFileIsRefused() throws IOException {
        Path file = folder.resolve("serai.yaml");
        Files.writeString(file, "workers: [{url: 'http://h:1', api-key: sk-SECRET}]\n");
        try (var admin = new AdminFixture("--config", file.toString())) {
            admin.config.watch(admin.loop, Duration.ofMillis(5));
            assertThat(admin.get("/config").text()).doesNotContain("SECRET");
            Files.writeString(file, "server:\n  prot: 1\n");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> admin.get("/config").json().path("refusals").asInt() == 1);
            JsonNode problem = admin.get("/config").json().path("problems").get(0);
            assertThat(problem.path("place").asText()).startsWith(file + ":2");
            assertThat(problem.path("key").asText()).isEqualTo("server.prot");
            assertThat(problem.path("remedy").asText()).contains("port");
            admin.config.close();
        }
    }

    private static JsonNode setting(JsonNode config, String key) {
        for (JsonNode setting : config.path("settings")) {
            if (setting.path("key").asText().equals(key)) {
                return setting;
            }
        }
        throw new AssertionError("no setting " + key);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(true, "true"),
                Arguments.of(7, "7"),
                Arguments.of(7L, "7"),
                Arguments.of(0.5, "0.5"),
                Arguments.of("text", "\"text\""),
                Arguments.of(Duration.ofSeconds(90), "\"90s\""),
                Arguments.of(Duration.ofMillis(1500), "\"1500ms\""),
                Arguments.of(Duration.ZERO, "\"0s\""),
                Arguments.of(new Size(64 << 10), "\"64KiB\""),
                Arguments.of(TimeUnit.NANOSECONDS, "\"nanoseconds\""),
                Arguments.of(io.serai.gateway.config.PolicyName.ROUND_ROBIN, "\"round-robin\""),
                Arguments.of(Optional.empty(), "null"),
                Arguments.of(Optional.of(Path.of("/tmp")), "\"/tmp\""),
                Arguments.of(List.of(1, List.of("a")), "[1,[\"a\"]]"),
                Arguments.of(Map.of("a", Duration.ofSeconds(1)), "{\"a\":\"1s\"}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesValuesAsTheFileCould(Object value, String json) {
        assertThat(ConfigJson.value(value).toString()).isEqualTo(json);
    }
}
