package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that are named by a repository of the hub. */
class ClassifierHubTest {
    private static final String FIRST = "1".repeat(40);
    private static final String SECOND = "2".repeat(40);
    private static final String TOKEN = "hub-sesame";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private GatewayRig rig;
    private volatile String head = FIRST;
    private volatile boolean down;
    /** Models come with a byte more than they have. */
    private volatile boolean damaged;
    /** Downloads of models go on when it is open. */
    private final CountDownLatch gate = new CountDownLatch(1);

    private volatile boolean slow;

    @BeforeEach
    void start() throws IOException {
        ClassifierFolder.write(folder.resolve(FIRST), "1.0.0");
        ClassifierFolder.write(folder.resolve(SECOND), "2.0.0");
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", this::serve);
        hub.start();
        rig = new GatewayRig(folder);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        rig.close();
        hub.stop(0);
    }

    private void hold() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The repository {@code acme/intents}, whose branch {@code main} is {@link #head}. */
    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(path);
        if (slow && path.endsWith("model.onnx")) {
            hold();
        }
        byte[] body = {};
        int status = down ? 500 : known ? 200 : 401;
        if (status == 200 && path.equals("/api/models/acme/intents/revision/main")) {
            body = """
                    {"sha": "%s", "siblings": [{"rfilename": "manifest.json"}, {"rfilename": "model.onnx"},
                     {"rfilename": "tokenizer.json"}, {"rfilename": "README.md"}, {"rfilename": "model.fp32.onnx"}]}
                    """.formatted(head).getBytes(StandardCharsets.UTF_8);
        } else if (status == 200 && path.startsWith("/acme/intents/resolve/")) {
            body = Files.readAllBytes(folder.resolve(path.substring("/acme/intents/resolve/".length())));
            body = damaged && path.endsWith("model.onnx") ? Arrays.copyOf(body, body.length + 1) : body;
        } else if (status == 200) {
            status = 404;
        }
        boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void gateway(String model) throws Exception {
        gateway(model, "");
    }

    private void gateway(String model, String more) throws Exception {
        rig.config("""
                tokens: {hub: {cache: %s, endpoint: "http://127.0.0.1:%d", token: %s}}
                classifiers: {threads: 1, deadline: 10s, models: {mine: {model: %s}}}
                """.formatted(folder.resolve("cache"), hub.getAddress().getPort(), TOKEN, model) + more)
                .start();
    }

    private JsonNode mine() throws Exception {
        return GatewayRig.json(rig.get("/classifiers").body())
                .path("classifiers")
                .path(0);
    }

    private void awaitVersion(String version) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine().at("/model/version").asText())
                        .as(mine().toString())
                        .isEqualTo(version));
    }

    @Test
    void aRepositoryIsFetchedOnceAndAnewWhenReloaded() throws Exception {
        gateway("acme/intents");
        awaitVersion("1.0.0");
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(200);
        assertThat(asked).noneMatch(path -> path.endsWith("README.md") || path.endsWith("fp32.onnx"));
        assertThat(folder.resolve("cache/models--acme--intents/snapshots/" + FIRST + "/model.onnx"))
                .exists();

        head = SECOND;
        assertThat(GatewayRig.json(rig.post("/classifiers/mine/reload", "").body())
                        .at("/model/version")
                        .asText())
                .isEqualTo("2.0.0");

        rig.stop();
        asked.clear();
        down = true;
        rig.start();
        awaitVersion("2.0.0");
        assertThat(asked).as("all of it is in the cache").isEmpty();
    }

    /** Its first call is answered, for the model is loaded as soon as it has come. */
    @Test
    void whileANeededModelComesTheGatewayServesWhatDoesNotNeedIt() throws Exception {
        slow = true;
        rig.worker(UnaryOperator.identity());
        gateway("acme/intents", "pii: {policies: [{action: mask}]}\n");
        assertThat(mine().path("state").asText()).isEqualTo("fetching");
        assertThat(rig.get("/v1/models").statusCode()).isEqualTo(200);
        var refused = rig.post(CHAT, GatewayRig.chat("m", false));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("pii_unavailable");
        gate.countDown();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine().path("state").asText()).isEqualTo("ready"));
        assertThat(rig.post(CHAT, GatewayRig.chat("m", false)).statusCode()).isEqualTo(200);
    }

    @Test
    void aHubThatIsDownLeavesWhatWasThere() throws Exception {
        gateway("acme/intents");
        awaitVersion("1.0.0");
        down = true;
        var refused = rig.post("/classifiers/mine/reload", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("500").doesNotContain(TOKEN);
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aRepositoryThatIsNotThereIsAProblemAndNoMore() throws Exception {
        gateway("acme/nothing@v1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine().path("state").asText())
                        .as(mine().toString())
                        .isEqualTo("refused"));
        assertThat(mine().path("problem").asText()).contains("acme/nothing@v1");
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(503);
        assertThat(rig.get("/health").statusCode()).isNotEqualTo(500);
    }

    private Path cached(String commit) {
        return folder.resolve("cache/models--acme--intents/snapshots/" + commit + "/model.onnx");
    }

    @Test
    void aModelThatCameDamagedIsDownloadedAnewWhenReloaded() throws Exception {
        damaged = true;
        gateway("acme/intents");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine().path("state").asText())
                        .as(mine().toString())
                        .isEqualTo("refused"));
        assertThat(mine().path("problem").asText())
                .contains("acme/intents came damaged", "model.onnx", "downloads it anew")
                .doesNotContain("copy the folder");
        assertThat(cached(FIRST)).doesNotExist();
        assertThat(rig.post("/classifiers/mine/reload", "").statusCode()).isEqualTo(409);

        damaged = false;
        assertThat(rig.post("/classifiers/mine/reload", "").statusCode()).isEqualTo(200);
        awaitVersion("1.0.0");
        assertThat(mine().hasNonNull("problem")).isFalse();
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void theLiveModelServesWhileItsNextRevisionComesDamaged() throws Exception {
        gateway("acme/intents");
        awaitVersion("1.0.0");
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(200);
        damaged = true;
        head = SECOND;
        var refused = rig.post("/classifiers/mine/reload", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("came damaged").doesNotContain("copy the folder");
        assertThat(rig.post("/v1/classify", "{\"input\":\"y\"}").statusCode()).isEqualTo(200);
        assertThat(mine().at("/model/version").asText()).isEqualTo("1.0.0");

        damaged = false;
        assertThat(rig.post("/classifiers/mine/reload", "").statusCode()).isEqualTo(200);
        awaitVersion("2.0.0");
    }

    @Test
    void aStartDownloadsWhatIsDamagedInTheCache() throws Exception {
        gateway("acme/intents");
        awaitVersion("1.0.0");
        rig.stop();
        Files.writeString(cached(FIRST), "torn");
        rig.start();
        awaitVersion("1.0.0");
        assertThat(rig.post("/v1/classify", "{\"input\":\"x\"}").statusCode()).isEqualTo(200);
        assertThat(cached(FIRST)).hasSameBinaryContentAs(folder.resolve(FIRST).resolve("model.onnx"));
    }
}
