package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Talks to a worker: whole answers by the platform's client, everything else by a bare socket. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWorker worker;

    Client(MockWorker worker) {
        this.worker = worker;
    }

    HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return HTTP.send(postRequest(path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return HTTP.sendAsync(postRequest(path, body), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path, String body, String... headers) throws Exception {
        return JSON.readTree(post(path, body, headers).body());
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    /** The JSON of every event of a stream; the last event must be {@code [DONE]} and is left out. */
    List<JsonNode> stream(String path, String body) throws Exception {
        String text = post(path, body).body();
        if (!text.endsWith("data: [DONE]\n\n")) {
            throw new AssertionError("the stream does not end with [DONE]: " + text);
        }
        return text.substring(0, text.length() - "data: [DONE]\n\n".length())
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> parse(line.substring("data: ".length())))
                .toList();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(worker.baseUrl() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpRequest postRequest(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        request.header("content-type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    /** A connection of its own, on which {@code body} was posted. */
    Socket open(String path, String body) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.port()));
        String head = "POST %s HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
                .formatted(path, body.getBytes(StandardCharsets.UTF_8).length);
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Reads until {@code text} has come, and maybe more; returns about the last 64 KiB of it. */
    static String readUntil(Socket socket, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[32 << 10];
        while (seen.indexOf(text) < 0) {
            if (seen.length() > 64 << 10) {
                seen.delete(0, seen.length() - text.length());
            }
            int length = in.read(piece);
            if (length < 0) {
                throw new IOException("closed after: " + seen);
            }
            seen.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
        }
        return seen.toString();
    }

    /** Reads to the end of the connection; a reset is an {@link IOException}. */
    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    static String chat(String... contents) {
        return chatWith("", contents);
    }

    /** A chat of alternating user and assistant messages; {@code fields} such as {@code "stream":true} come first. */
    static String chatWith(String fields, String... contents) {
        StringBuilder body = new StringBuilder("{").append(fields).append(fields.isEmpty() ? "" : ",");
        body.append("\"model\":\"m\",\"messages\":[");
        for (int i = 0; i < contents.length; i++) {
            body.append(i == 0 ? "" : ",").append("{\"role\":\"").append(i % 2 == 0 ? "user" : "assistant");
            body.append("\",\"content\":\"").append(contents[i]).append("\"}");
        }
        return body.append("]}").toString();
    }
}
