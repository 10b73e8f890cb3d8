package io.serai.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands for a worker in the training run of the AOT cache, so that what finding and asking one needs is recorded too.
 * Answers every request with the same few lines and closes the connection.
 */
final class TrainingWorker implements AutoCloseable {
    static final String MODEL = "training";

    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"" + MODEL
            + "\",\"object\":\"model\",\"created\":1,\"owned_by\":\"vllm\",\"max_model_len\":8192}]}";
    private static final String ANSWER = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"hello\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String EVENTS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"}}]}\n\n" + "data: [DONE]\n\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    TrainingWorker() throws IOException {
        Thread.ofPlatform().daemon().name("serai-training-worker").start(this::run);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void run() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException closed) {
                // by close(), or by a client that had enough
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        String request = String.valueOf(in.readLine());
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        var body = new char[length];
        int read = length == 0 ? 0 : in.read(body);
        boolean stream = read > 0 && new String(body).contains("\"stream\":true");
        String answer = request.contains("/v1/models") ? MODELS : stream ? EVENTS : ANSWER;
        String type = stream ? "text/event-stream" : "application/json";
        client.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: " + type + "\r\ncontent-length: "
                                + answer.length() + "\r\n\r\n" + answer)
                        .getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
