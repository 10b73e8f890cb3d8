package io.serai.steps.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A worker that answers every POST with the bytes it was given, then closes the connection. Any GET finds a healthy
 * worker of model {@code m}.
 */
final class ScriptedServer implements AutoCloseable {
    private static final byte[] MODELS = """
            HTTP/1.1 200 OK\r
            content-type: application/json\r
            connection: close\r
            \r
            {"object":"list","data":[{"id":"m","object":"model","owned_by":"sglang"}]}""".getBytes(StandardCharsets.UTF_8);

    private final ServerSocket server;
    private final CopyOnWriteArrayList<String> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] script = {};
    private volatile boolean reset;

    ScriptedServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What the next POST is answered with; {@code cutHard} ends the connection by a reset. */
    void script(byte[] answer, boolean cutHard) {
        reset = cutHard;
        script = answer;
    }

    /** Heads of the POSTs that came. */
    CopyOnWriteArrayList<String> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            boolean post = head.startsWith("POST");
            if (post) {
                requests.add(head);
                socket.getInputStream().readNBytes(bodyLength(head));
            }
            socket.getOutputStream().write(post ? script : MODELS);
            socket.getOutputStream().flush();
            if (post && reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The gateway has closed the connection.
        }
    }

    private static int bodyLength(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return 0;
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
