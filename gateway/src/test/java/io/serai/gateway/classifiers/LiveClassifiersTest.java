package io.serai.gateway.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.HostSettings;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers without a gateway around them; what they do in the background is done when a test says so. */
class LiveClassifiersTest {
    @TempDir
    Path folder;

    private final ClassifierHost host =
            new ClassifierHost(new HostSettings(1, 100, 0), Tokenizers::load, System::nanoTime);
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;

    @AfterEach
    void close() {
        host.close();
    }

    private LiveClassifiers live(HubFolders hub) {
        return new LiveClassifiers(
                host, new ClassifierSources(null, List.of(folder), hub), work::add, () -> now);
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
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("cache.zip"), Map.of("create", "true"));
                var hub = new Hub(endpoint, null)) {
            LiveClassifiers live = live(new HubFolders(new HubCache(archive.getPath("/cache")), hub));
            live.configure(Map.of("mine", new ClassifierConfig("acme/intents", null, 1)));
            assertThat(live.all().getFirst().state()).isEqualTo("fetching");
            archive.close(); // each use of its paths is an unchecked exception now
            work.remove().run();
            assertThat(live.all().getFirst().state()).isEqualTo("refused");
            assertThat(live.all().getFirst().problem()).contains("acme/intents", "ClosedFileSystemException");
            now = now.plus(LiveClassifiers.PAUSE);
            live.poll();
            work.remove().run();
            assertThat(live.all().getFirst().state()).isEqualTo("fetching");
            assertThat(work).hasSize(1);
        } finally {
            server.stop(0);
        }
    }
}
