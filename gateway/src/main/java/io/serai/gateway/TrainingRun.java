package io.serai.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * The requests by which a build records what a start and a first call need, for the AOT cache. Sent over bare sockets: a
 * client's own classes would only make the cache larger.
 */
final class TrainingRun {
    private static final int ROUNDS = 30;
    private static final int TRIES = 200;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    private TrainingRun() {}

    static void against(int port, int metricsPort) throws IOException {
        for (int i = 0; i < TRIES && !get(port, "/readiness").startsWith("HTTP/1.1 200"); i++) {
            Pause.of(BETWEEN_TRIES);
        }
        for (int i = 0; i < ROUNDS; i++) {
            for (String path : List.of("/readiness", "/v1/models", "/nothing")) {
                get(port, path);
            }
            chat(port, "false");
            chat(port, "true");
        }
        get(metricsPort, "/metrics");
    }

    private static String get(int port, String path) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    }

    private static void chat(int port, String stream) throws IOException {
        String body = "{\"model\":\"" + TrainingWorker.MODEL + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        send(
                port,
                "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
                        + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
