package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubTest {
    private static final HubModel MODEL = HubModel.parse("acme/tiny");
    private static final String LISTING = "/api/models/acme/tiny/revision/main";

    @TempDir
    Path folder;

    private FakeHub fake;
    private HubCache cache;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeHub();
        fake.files.put("tokenizer.json", "{\"vocabulary\":1}");
        fake.files.put("config.json", "{}");
        fake.files.put("additional_chat_templates/tool_use.jinja", "{{ tools }}");
        fake.files.put("model-00001-of-00002.safetensors", "weights");
        fake.files.put("tokenizer.model", "not needed beside tokenizer.json");
        cache = new HubCache(folder);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Path download() throws Exception {
        try (var hub = new Hub(fake.endpoint(), "hf_secret")) {
            return hub.download(MODEL, cache);
        }
    }

    @Test
    void fetchesWhatIsNeededIntoTheCachesLayout() throws Exception {
        Path snapshot = download();
        Path repository = folder.resolve("models--acme--tiny");
        assertThat(snapshot).isEqualTo(repository.resolve("snapshots").resolve(FakeHub.COMMIT));
        try (var files = Files.walk(snapshot)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> snapshot.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "tokenizer.json", "config.json", "additional_chat_templates/tool_use.jinja");
        }
        assertThat(snapshot.resolve("tokenizer.json")).hasContent("{\"vocabulary\":1}");
        assertThat(snapshot.resolve("additional_chat_templates/tool_use.jinja")).hasContent("{{ tools }}");
        assertThat(Files.isSymbolicLink(snapshot.resolve("tokenizer.json"))).isTrue();
        assertThat(repository.resolve("blobs").resolve(FakeHub.sha256("{\"vocabulary\":1}")))
                .exists();
        assertThat(repository.resolve("refs/main")).hasContent(FakeHub.COMMIT);
        assertThat(cache.find(MODEL)).contains(snapshot);
    }

    @Test
    void sendsTheTokenToTheHubAlone() throws Exception {
        fake.elsewhere = true;
        download();
        assertThat(fake.seenBy("hub")).isNotEmpty().allMatch(one -> "Bearer hf_secret".equals(one.authorization()));
        assertThat(fake.seenBy("store")).hasSize(3).allMatch(one -> one.authorization() == null);
    }

    @Test
    void fetchesNothingTwice() throws Exception {
        download();
        fake.seen.clear();
        download();
        assertThat(fake.seen).extracting(FakeHub.Seen::path).containsExactly(LISTING);
    }

    @Test
    void linksContentThatTheCacheHasFromAnotherCommit() throws Exception {
        Path blobs = Files.createDirectories(folder.resolve("models--acme--tiny/blobs"));
        Files.writeString(blobs.resolve(FakeHub.sha256("{\"vocabulary\":1}")), "{\"vocabulary\":1}");
        download();
        assertThat(fake.seen)
                .filteredOn(one -> one.path().endsWith("/tokenizer.json"))
                .extracting(FakeHub.Seen::method)
                .containsExactly("HEAD");
    }

    @Test
    void publishesNothingThatCameDamaged() {
        fake.damaged = true;
        assertThatThrownBy(this::download).hasMessageContaining("came damaged");
        assertThat(folder.resolve("models--acme--tiny/refs/main")).doesNotExist();
        assertThat(folder.resolve("models--acme--tiny/blobs")).isEmptyDirectory();
    }

    @Test
    void stopsAtTheLimit() {
        fake.files.put("tokenizer.json", "x".repeat(2000));
        try (var hub = new Hub(fake.endpoint(), null, new HubLimits(1000, 5000))) {
            assertThatThrownBy(() -> hub.download(MODEL, cache))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("larger than 1000 bytes");
        }
        assertThat(folder.resolve("models--acme--tiny/refs/main")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "401, '', does not exist on the hub or is private",
        "403, GatedRepo, is gated; accept its terms",
        "403, '', is forbidden by the hub",
        "404, '', does not exist on the hub at",
        "404, RevisionNotFound, has no revision main",
        "429, '', allows no more requests",
        "500, '', the hub answered 500"
    })
    void saysWhyTheHubRefuses(int status, String code, String words) {
        fake.refusals.put(LISTING, status);
        fake.errorCode = code;
        try (var hub = new Hub(fake.endpoint(), null)) {
            assertThatThrownBy(() -> hub.download(MODEL, cache))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(words)
                    .hasMessageContaining("acme/tiny");
        }
    }

    @Test
    void keepsTheTokenOutOfMessages() {
        fake.refusals.put(LISTING, 401);
        try (var hub = new Hub(fake.endpoint(), "hf_secret")) {
            assertThatThrownBy(() -> hub.download(MODEL, cache)).message().doesNotContain("hf_secret");
            assertThat(hub.toString()).doesNotContain("hf_secret");
        }
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var hub = new Hub(URI.create("http://127.0.0.1:" + port), null)) {
            assertThatThrownBy(() -> hub.download(MODEL, cache))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("did not answer")
                    .hasMessageContaining("check the network and HF_ENDPOINT");
        }
    }

    @Test
    void believesNoCommitThatCouldBeAPath() {
        fake.commit = "../../../../etc";
        assertThatThrownBy(this::download).hasMessageContaining("is none of a hub");
    }

    @Test
    void fetchesNoNameThatClimbs() {
        assertThat(HubFiles.needed(
                        List.of("../tokenizer.json", "a/../config.json", "/tokenizer.json", "x/tiktoken.model")))
                .isEmpty();
    }

    @Test
    void refusesAModelWithoutAVocabulary() {
        fake.files.remove("tokenizer.json");
        fake.files.remove("tokenizer.model");
        assertThatThrownBy(this::download).hasMessageContaining("has no tokenizer on the hub");
    }

    @Test
    void isOffWhereTheEnvironmentSaysSo() {
        assertThat(Hub.ofEnvironment(Map.of("HF_HUB_OFFLINE", "1"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"ftp://host", "https://user:secret@host", "nowhere"})
    void refusesEndpointsThatAreNone(String endpoint) {
        assertThatThrownBy(() -> Hub.ofEnvironment(Map.of("HF_ENDPOINT", endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HF_ENDPOINT")
                .message()
                .doesNotContain("secret");
    }
}
