package io.serai.gateway.classifiers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.core.Tokenizer;
import io.serai.gateway.ClassifierFolder;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.HostSettings;
import io.serai.onnx.InferenceObserver;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.registry.Hub;
import io.serai.tokens.registry.HubCache;
import io.serai.tokens.registry.HubFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers without a gateway around them; what they do in the background is done when a test says so. */
class LiveClassifiersTest {
    @TempDir
    Path folder;

    /** Held where the folder {@code held} is loaded. */
    private final CountDownLatch mayLoad = new CountDownLatch(1);

    private final CountDownLatch loads = new CountDownLatch(1);
    private final ClassifierHost host =
            new ClassifierHost(new HostSettings(1, 100, 0), this::load, InferenceObserver.NONE, System::nanoTime);
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;

    @AfterEach
    void close() {
        host.close();
    }

    private Tokenizer load(byte[] json, String name) throws IOException {
        if (name.contains("/held/")) {
            loads.countDown();
            try {
                mayLoad.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return Tokenizers.load(json, name);
    }

    private LiveClassifiers live() {
        LiveClassifiers live = live(new HubFolders(null, null));
        Path first = ClassifierFolder.write(folder.resolve("first"), "1.0.0");
        live.configure(Map.of("mine", new ClassifierConfig(first.toString(), null, 1)));
        host.warm();
        return live;
    }

    private LiveClassifiers live(HubFolders hub) {
        return new LiveClassifiers(host, new ClassifierSources(null, List.of(folder), hub), work::add, () -> now);
    }

    private static ClassifierConfig model(String source) {
        return new ClassifierConfig(source, null, 1);
    }

    private Path withoutHead(String name, String head) throws IOException {
        Path model = ClassifierFolder.write(folder.resolve(name), "1.0.0");
        Path manifest = model.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"name\": \"" + head + "\"", "\"name\": \"mine\""));
        return model;
    }

    @Test
    void labelsAreKnownBeforeAnythingIsConfigured() throws IOException {
        LiveClassifiers live = live(new HubFolders(null, null));
        Path tiny = ClassifierFolder.write(folder.resolve("tiny"), "1.0.0");
        Path other = withoutHead("other", "pii");
        var wanted = new LinkedHashMap<String, ClassifierConfig>();
        wanted.put("tiny", model(tiny.toString()));
        wanted.put("other", model(other.toString()));
        assertThat(live.labels(wanted).live("pii")).hasValue(Set.of("PERSON", "PLACE"));
        assertThat(live.labels(wanted).live("mine")).hasValue(Set.of("PERSON", "PLACE"));
        assertThat(live.labels(wanted).live("complexity")).hasValue(Set.of("easy", "medium", "hard"));
        assertThat(live.labels(wanted).live("intent")).hasValue(Set.of("other", "booking", "banking", "maths", "code"));
        assertThat(live.labels(Map.of("other", model(other.toString()))).live("pii"))
                .as("none has it")
                .hasValue(Set.of());
        assertThat(live.all()).as("nothing is configured").isEmpty();
    }

    @Test
    void aModelThatIsNotHereMaySayAnything() throws IOException {
        LiveClassifiers live = live(new HubFolders(new HubCache(folder.resolve("cache")), null));
        Path tiny = ClassifierFolder.write(folder.resolve("tiny"), "1.0.0");
        var before = new LinkedHashMap<>(Map.of("hub", model("acme/names")));
        before.put("tiny", model(tiny.toString()));
        assertThat(live.labels(before).live("pii"))
                .as("the later one serves it")
                .isPresent();
        var behind = new LinkedHashMap<>(Map.of("tiny", model(tiny.toString())));
        behind.put("hub", model("acme/names"));
        assertThat(live.labels(behind).live("pii")).isEmpty();
        assertThat(live.labels(Map.of()).live("pii")).as("no released model").isEmpty();
    }

    @Test
    void labelsOfACandidateArePossibleAndLiveOncePromoted() throws Exception {
        LiveClassifiers live = live();
        Path second = ClassifierFolder.write(folder.resolve("second"), "2.0.0");
        Path manifest = second.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"booking\"", "\"refund\""));
        Map<String, ClassifierConfig> wanted =
                Map.of("mine", model(folder.resolve("first").toString()));
        assertThat(live.labels(wanted).possible("intent").orElseThrow()).doesNotContain("refund");
        live.shadow("mine", "second", 1.0);
        assertThat(live.labels(wanted).possible("intent").orElseThrow()).contains("refund", "booking");
        assertThat(live.labels(wanted).live("intent").orElseThrow()).doesNotContain("refund");
        live.promote("mine");
        assertThat(live.labels(wanted).live("intent").orElseThrow())
                .contains("refund")
                .doesNotContain("booking");
    }

    @Test
    void whatIsLiveIsKnownWithoutItsFolder() throws Exception {
        LiveClassifiers live = live();
        Set<String> intents = Set.of("other", "booking", "banking", "maths", "code");
        Files.delete(folder.resolve("first/manifest.json"));
        assertThat(live.labels().of("intent")).hasValue(intents);
        assertThat(live.labels().of("embedding")).as("no label").hasValue(Set.of());
        assertThat(live.labels().of("nobodys")).as("none has it").hasValue(Set.of());
        assertThat(live.labels()).as("nothing has changed").isEqualTo(live.labels());

        LiveLabels before = live.labels();
        Path second = ClassifierFolder.write(folder.resolve("second"), "2.0.0");
        Path manifest = second.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"booking\"", "\"refund\""));
        live.shadow("mine", "second", 1.0);
        assertThat(live.labels()).isEqualTo(before);
        live.promote("mine");
        assertThat(live.labels()).isNotEqualTo(before);
        assertThat(live.labels().of("intent").orElseThrow()).contains("refund").doesNotContain("booking");
    }

    @Test
    void headsThatAModelStillToComeMayServeAreNotKnown() throws IOException {
        LiveClassifiers live = live(new HubFolders(new HubCache(folder.resolve("cache")), null));
        assertThat(live.labels().of("pii")).as("nothing is configured").hasValue(Set.of());
        Path first = withoutHead("first", "pii");
        Path last = withoutHead("last", "intent");
        var wanted = new LinkedHashMap<>(Map.of("first", model(first.toString())));
        wanted.put("hub", model("acme/names"));
        wanted.put("last", model(last.toString()));
        live.configure(wanted);
        assertThat(live.labels().of("pii")).hasValue(Set.of("PERSON", "PLACE"));
        assertThat(live.labels().of("intent")).isEmpty();
        assertThat(live.labels().of("nobodys")).isEmpty();

        wanted.remove("hub");
        live.configure(wanted);
        assertThat(live.labels().of("intent").orElseThrow()).contains("booking");
        assertThat(live.labels().of("nobodys")).hasValue(Set.of());
    }

    @Test
    void aCandidateThatCannotBeLoadedLeavesTheOneBefore() throws Exception {
        LiveClassifiers live = live();
        ClassifierFolder.write(folder.resolve("second"), "2.0.0");
        Path broken = ClassifierFolder.write(folder.resolve("broken"), "3.0.0");
        Files.writeString(broken.resolve("model.onnx"), "broken");
        live.shadow("mine", "second", 0.5);
        assertThatThrownBy(() -> live.shadow("mine", "broken", 1.0))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessageContaining("sha256");
        ClassifierView view = live.all().getFirst();
        assertThat(view.shadowSource()).endsWith("second");
        assertThat(view.shadowShare()).isEqualTo(0.5);
        assertThat(view.shadowProblem()).isNull();
        assertThat(requireNonNull(view.shadow()).version()).isEqualTo("2.0.0");
        assertThat(view.refused()).isEqualTo(1);
    }

    @Test
    void noCandidateIsTakenBeforeTheLiveModelHasCome() throws Exception {
        var cache = new HubCache(folder.resolve("cache"));
        LiveClassifiers live = live(new HubFolders(cache, null));
        Path second = ClassifierFolder.write(folder.resolve("second"), "2.0.0");
        live.configure(Map.of("mine", new ClassifierConfig("acme/intents", second.toString(), 0.5)));
        Files.createDirectories(folder.resolve("broken"));
        assertThatThrownBy(() -> live.shadow("mine", "broken", 1.0))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessageContainingAll("'mine'", "acme/intents is still being fetched", "try again");
        assertThatThrownBy(() -> live.promote("mine"))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessageContaining("acme/intents is still being fetched");
        ClassifierView view = live.all().getFirst();
        assertThat(view.shadowSource()).as("the configured one").isEqualTo(second.toString());
        assertThat(view.shadowShare()).isEqualTo(0.5);
        work.remove().run();
        assertThatThrownBy(() -> live.shadow("mine", "broken", 1.0))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessageContainingAll("'mine'", "'acme/intents' is not in the cache");
        assertThat(live.shadow("mine", null, null).shadowSource()).isNull();
    }

    @Test
    void aCandidateThatHasNotComeIsNotPromoted() throws Exception {
        LiveClassifiers live = live(new HubFolders(new HubCache(folder.resolve("cache")), null));
        Path first = ClassifierFolder.write(folder.resolve("first"), "1.0.0");
        live.configure(Map.of("mine", new ClassifierConfig(first.toString(), "acme/next", 1)));
        assertThatThrownBy(() -> live.promote("mine"))
                .isInstanceOf(ClassifierRefusal.class)
                .hasMessageContainingAll("candidate of classifier 'mine'", "acme/next is still being fetched");
    }

    @Test
    void whatIsPromotedStaysLiveThoughAnotherCandidateIsSetMeanwhile() throws Exception {
        LiveClassifiers live = live();
        ClassifierFolder.write(folder.resolve("second"), "2.0.0");
        ClassifierFolder.write(folder.resolve("held"), "3.0.0");
        live.shadow("mine", "second", null);
        var setting = new FutureTask<>(() -> live.shadow("mine", "held", null));
        Thread.ofPlatform().daemon().start(setting);
        loads.await();
        var promoting = new FutureTask<>(() -> live.promote("mine"));
        Thread promoter = Thread.ofPlatform().daemon().start(promoting);
        await().atMost(Duration.ofSeconds(30)).until(() -> promoter.getState() == Thread.State.WAITING);
        mayLoad.countDown();
        setting.get();
        promoting.get();
        host.warm();
        ClassifierView view = live.all().getFirst();
        assertThat(view.source()).endsWith("held");
        assertThat(requireNonNull(view.live()).version()).isEqualTo("3.0.0");
        assertThat(view.shadowSource()).isNull();
        assertThat(view.swaps()).isEqualTo(1);
    }

    @Test
    void aLookThatBreaksIsAProblemAndIsRepeated() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] listing = ("{\"sha\":\"" + "1".repeat(40) + "\",\"siblings\":[{\"rfilename\":\"manifest.json\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, listing.length);
            exchange.getResponseBody().write(listing);
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var hub = new Hub(endpoint, null)) {
            LiveClassifiers live;
            try (FileSystem archive =
                    FileSystems.newFileSystem(folder.resolve("cache.zip"), Map.of("create", "true"))) {
                live = live(new HubFolders(new HubCache(archive.getPath("/cache")), hub));
                live.configure(Map.of("mine", new ClassifierConfig("acme/intents", null, 1)));
                assertThat(live.all().getFirst().state()).isEqualTo("fetching");
            } // from here on, each use of its paths is an unchecked exception
            work.remove().run();
            assertThat(live.all().getFirst().state()).isEqualTo("refused");
            assertThat(live.all().getFirst().problem()).contains("acme/intents", "ClosedFileSystemException");
            now = now.plus(WantedModel.PAUSE);
            live.poll();
            work.remove().run();
            assertThat(live.all().getFirst().state()).isEqualTo("fetching");
            assertThat(work).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDamagedDownloadIsRepeatedAfterThePause() throws IOException {
        Path model = ClassifierFolder.write(folder.resolve("model"), "1.0.0");
        byte[] good = Files.readAllBytes(model.resolve("model.onnx"));
        Files.writeString(model.resolve("model.onnx"), "torn");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/",
                exchange -> answer(exchange, """
                {"sha": "%s", "siblings": [{"rfilename": "manifest.json"}, {"rfilename": "model.onnx"},
                 {"rfilename": "tokenizer.json"}]}
                """.formatted("1".repeat(40)).getBytes(StandardCharsets.UTF_8)));
        server.createContext("/acme/", exchange -> {
            String file =
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
            answer(exchange, Files.readAllBytes(model.resolve(file)));
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var hub = new Hub(endpoint, null)) {
            LiveClassifiers live = live(new HubFolders(new HubCache(folder.resolve("cache")), hub));
            live.configure(Map.of("mine", new ClassifierConfig("acme/intents", null, 1)));
            work.remove().run();
            assertThat(live.all().getFirst().state()).isEqualTo("refused");
            assertThat(live.all().getFirst().problem()).contains("acme/intents came damaged", "model.onnx");

            Files.write(model.resolve("model.onnx"), good);
            now = now.plus(WantedModel.PAUSE);
            live.poll();
            work.remove().run(); // the poll
            work.remove().run(); // the download that it began
            host.warm();
            assertThat(live.all().getFirst().state()).isEqualTo("ready");
            assertThat(live.all().getFirst().problem()).isNull();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
