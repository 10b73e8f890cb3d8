package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HEAD, OPTIONS and cross-origin calls: off by default, on by setting. */
class MethodsTest {
    private static final Cors CORS = new Cors(
            List.of("https://app.example"), List.of("GET", "POST"), List.of("authorization"), Duration.ofMinutes(10));
    private static final String ORIGIN = "origin: https://app.example";
    private static final String OTHER_ORIGIN = "origin: https://evil.example";
    private static final String PREFLIGHT = "access-control-request-method: POST";
    private static IngressRig rig;

    @BeforeAll
    static void listen() {
        rig = IngressRig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void quiet() {
        rig.settle();
    }

    @Test
    void allIsOffByDefault() {
        try (var client = rig.connect()) {
            var head = client.request("HEAD", "/get", "").readHeadOnly();
            assertThat(head.status()).isEqualTo(405);
            assertThat(head.field("allow")).isEqualTo("GET");
            assertThat(client.request("OPTIONS", "/get", "").read().status()).isEqualTo(405);
            assertThat(client.request("OPTIONS", "/get", "", ORIGIN, PREFLIGHT)
                            .read()
                            .status())
                    .isEqualTo(405);
            var answer = client.get("/get", ORIGIN).read();
            assertThat(answer.fields()).noneMatch(field -> field.startsWith("access-control"));
        }
    }

    @Test
    void headHasTheFieldsOfGetAndNoBody() {
        rig.with(settings -> settings.methods(true, false, Cors.OFF));
        try (var client = rig.connect()) {
            var head = client.request("HEAD", "/get?abc", "").readHeadOnly();
            assertThat(head.status()).isEqualTo(200);
            var get = client.get("/get?abc").read();
            assertThat(head.field("content-length")).isEqualTo("" + get.body().length());
            assertThat(client.request("HEAD", "/echo", "").readHeadOnly().status())
                    .as("no GET there")
                    .isEqualTo(405);
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
    }

    @Test
    void headOfALiveReplyEndsItAtOnce() {
        rig.with(settings -> settings.methods(true, false, Cors.OFF));
        try (var client = rig.connect()) {
            for (String path : List.of("/sse", "/raw")) {
                assertThat(client.request("HEAD", path, "").readHeadOnly().status())
                        .isEqualTo(200);
                assertThat(rig.pipelines.nextStream().cancels).hasValue(1);
            }
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
    }

    @Test
    void optionsTellsTheMethods() {
        rig.with(settings -> settings.methods(false, true, Cors.OFF));
        try (var client = rig.connect()) {
            var answer = client.request("OPTIONS", "/later", "").read();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("allow")).isEqualTo("GET, POST");
            assertThat(answer.values("content-length")).isEmpty();
            assertThat(client.request("OPTIONS", "/nowhere", "").read().status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPreflightOfAnAllowedOriginNeedsNoKey() {
        rig.with(settings -> settings.methods(false, false, CORS));
        try (var client = rig.connect()) {
            var answer =
                    client.request("OPTIONS", "/echo", "", ORIGIN, PREFLIGHT).read();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("access-control-allow-origin")).isEqualTo("https://app.example");
            assertThat(answer.field("access-control-allow-methods")).isEqualTo("GET, POST");
            assertThat(answer.field("access-control-allow-headers")).isEqualTo("authorization");
            assertThat(answer.field("access-control-max-age")).isEqualTo("600");
            assertThat(answer.field("vary")).isEqualTo("origin");
        }
    }

    @Test
    void errorsAndStreamsOfAnAllowedOriginCanBeReadByThePage() throws Exception {
        rig.with(settings -> settings.methods(false, false, CORS));
        try (var client = rig.connect()) {
            assertThat(client.get("/nowhere", ORIGIN).read().field("access-control-allow-origin"))
                    .isEqualTo("https://app.example");
            client.get("/sse", ORIGIN);
            rig.pipelines.nextStream().send("data: 1\n\n").end();
            assertThat(client.read().field("access-control-allow-origin")).isEqualTo("https://app.example");
        }
    }

    @Test
    void otherOriginsGetNothing() {
        rig.with(settings -> settings.methods(false, false, CORS));
        try (var client = rig.connect()) {
            assertThat(client.request("OPTIONS", "/echo", "", OTHER_ORIGIN, PREFLIGHT)
                            .read()
                            .status())
                    .isEqualTo(405);
            assertThat(client.get("/get", OTHER_ORIGIN).read().fields())
                    .noneMatch(field -> field.startsWith("access-control"));
        }
    }
}
