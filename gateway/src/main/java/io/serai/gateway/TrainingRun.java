package io.serai.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The requests by which a build records what a start and a first call need, for the AOT cache. */
final class TrainingRun {
    private static final int ROUNDS = 30;

    private TrainingRun() {}

    static void against(int port, int metricsPort) throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + port;
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < ROUNDS; i++) {
                for (String path : List.of("/readiness", "/v1/models", "/workers", "/requests", "/nothing")) {
                    send(client, HttpRequest.newBuilder(URI.create(base + path)));
                }
                for (String stream : List.of("false", "true")) {
                    send(
                            client,
                            HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(chat(stream))));
                }
            }
            send(client, HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics")));
        }
    }

    private static String chat(String stream) {
        return "{\"model\":\"none\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }
}
