package io.serai.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/**
 * The requests by which a build records what a start and a first call need, for the AOT cache. Sent over bare sockets: a
 * client's own classes would only make the cache larger.
 */
final class TrainingRun {
    private static final int ROUNDS = 30;

    private TrainingRun() {}

    static void against(int port, int metricsPort) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            for (String path : List.of("/readiness", "/v1/models", "/nothing")) {
                get(port, path);
            }
            chat(port, "false");
            chat(port, "true");
        }
        get(metricsPort, "/metrics");
    }

    private static void get(int port, String path) throws IOException {
        send(port, "GET " + path + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    }

    private static void chat(int port, String stream) throws IOException {
        String body = "{\"model\":\"none\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        send(
                port,
                "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
                        + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
