package io.serai.gateway;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.gateway.config.Command;
import io.serai.gateway.config.CommandLine;
import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import io.serai.testkit.MockWorkerOptionsBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway with its routes and its configuration in a folder, two workers of model {@code m}, and a client. */
final class GatewayRig implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";
    static final Duration SOON = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<MockWorker> workers = new ArrayList<>();
    private final Path folder;
    private @Nullable Gateway gateway;

    /** A folder with the routes of the distribution; workers and gateway are still to be started. */
    GatewayRig(Path folder) {
        this.folder = folder;
        copyRoutes();
    }

    /** Everything started: two workers, policy round-robin. */
    static GatewayRig started(Path folder) throws Exception {
        var rig = new GatewayRig(folder).worker(UnaryOperator.identity()).worker(UnaryOperator.identity());
        return rig.config("").start();
    }

    private void copyRoutes() {
        Path shipped = Path.of("").toAbsolutePath().resolveSibling("routes");
        Path target = folder.resolve("routes");
        try (Stream<Path> files = Files.list(shipped)) {
            Files.createDirectories(target);
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayRig worker(UnaryOperator<MockWorkerOptionsBuilder> options) {
        workers.add(MockWorker.start(
                options.apply(MockWorkerOptions.builder().model("m")).build()));
        return this;
    }

    /** Writes {@code serai.yaml}: what every test needs, the workers, and {@code more}. */
    GatewayRig config(String more) {
        var text = new StringBuilder("""
                server:
                  host: 127.0.0.1
                  port: 0
                  shutdown: {settle: 0s, grace: 10s}
                metrics: {port: 0}
                routes: {poll: 20ms}
                health: {interval: 200ms, loads: {interval: 0s}}
                access-log: {format: json, file: access.log}
                state-dir: %s
                """.formatted(folder.resolve("state")));
        if (!more.contains("policy:")) {
            text.append("policy: {name: round-robin}\n");
        }
        if (!workers.isEmpty()) {
            text.append("workers:\n");
            for (int i = 0; i < workers.size(); i++) {
                text.append(
                        "  - {id: w%d, url: %s}\n".formatted(i, workers.get(i).baseUrl()));
            }
        }
        return write("serai.yaml", text + more);
    }

    /** Replaces a file of the folder in one step, as an editor does. */
    GatewayRig write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Starts a gateway and waits until it is ready. */
    GatewayRig start() throws Exception {
        gateway = make();
        gateway.start();
        if (!workers.isEmpty()) {
            await().atMost(SOON).until(() -> get("/readiness").statusCode() == 200);
            await().atMost(SOON).until(() -> ready(workers.size()));
        }
        return this;
    }

    /** Does what {@code serai check} does behind the configuration; its warnings. */
    List<String> check() throws Exception {
        String file = folder.resolve("serai.yaml").toString();
        if (CommandLine.parse(
                        new String[] {"check", "--config", file}, Map.of("SERAI_ROUTES", routes().toString()), folder)
                instanceof Command.Check check) {
            return Gateway.check(check.loaded());
        } else {
            throw new IllegalStateException("the configuration itself is wrong");
        }
    }

    /** A gateway of the folder's configuration that has not started. */
    Gateway make(String... flags) throws Exception {
        String[] args = Stream.concat(
                        Stream.of("--config", folder.resolve("serai.yaml").toString()), Stream.of(flags))
                .toArray(String[]::new);
        return switch (CommandLine.parse(args, Map.of("SERAI_ROUTES", routes().toString()), folder)) {
            case Command.Up up -> new Gateway(up.source(), up.loaded());
            case Command.Failure failure -> throw new IllegalStateException(String.valueOf(failure.problems()));
            case Command other -> throw new IllegalStateException(other.toString());
        };
    }

    Path routes() {
        return folder.resolve("routes");
    }

    private Gateway gateway() {
        return Objects.requireNonNull(gateway, "start() first");
    }

    int port() {
        return gateway().port();
    }

    // ---- the client

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return HTTP.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return HTTP.send(postRequest(path, body, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> request(String method, String path, String body) throws Exception {
        var request = request(path)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** Goes on when the head has come; the stream is read, and closed, by the caller. */
    HttpResponse<InputStream> open(String path, String body, String... headers) throws Exception {
        return HTTP.send(postRequest(path, body, headers), BodyHandlers.ofInputStream());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return HTTP.sendAsync(postRequest(path, body), BodyHandlers.ofString());
    }

    HttpRequest postRequest(String path, String body, String... headers) {
        return request(path, headers)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** What Prometheus would read. */
    String metrics() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway().metricsPort() + "/metrics");
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private boolean ready(int count) throws Exception {
        return metrics()
                        .lines()
                        .filter(line -> line.startsWith("serai_worker_state{")
                                && line.contains("state=\"ready\"")
                                && line.endsWith(" 1.0"))
                        .count()
                >= count;
    }

    static String chat(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                .formatted(model, stream);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** Requests of the data path that have reached any worker. */
    long atWorkers() {
        return workers.stream()
                .mapToLong(worker -> worker.counters().requests())
                .sum();
    }

    void drain() {
        gateway().drain();
    }

    /** Stops the gateway; the workers and the folder stay. */
    void stop() {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }

    @Override
    public void close() {
        stop();
        workers.forEach(MockWorker::close);
    }
}
