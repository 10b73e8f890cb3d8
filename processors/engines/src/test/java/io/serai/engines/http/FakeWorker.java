package io.serai.engines.http;

import io.serai.core.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A worker that says, byte for byte, what its script says. Each connection runs the script on a thread of its own. */
final class FakeWorker implements AutoCloseable {
    /** What happens on one connection, which is closed when it returns. */
    interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final String scheme;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Queue<RawRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private FakeWorker(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        this.script = script;
        Thread.ofVirtual().name("fake-worker").start(this::accept);
    }

    static FakeWorker start(Script script) {
        return start(ServerSocketFactory.getDefault(), "http", script);
    }

    static FakeWorker start(ServerSocketFactory sockets, String scheme, Script script) {
        try {
            return new FakeWorker(sockets.createServerSocket(0, 64, InetAddress.getLoopbackAddress()), scheme, script);
        } catch (IOException e) {
            throw new AssertionError("cannot listen on 127.0.0.1", e);
        }
    }

    /** Answers every request of a connection with {@code raw}. */
    static FakeWorker saying(String raw) {
        return start(peer -> {
            while (peer.read() != null) {
                peer.write(raw);
            }
        });
    }

    /** Says {@code raw} to the first request of a connection and closes. */
    static FakeWorker sayingThenClosing(String raw) {
        return start(peer -> {
            peer.read();
            peer.write(raw);
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().name("fake-worker-connection").start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new Peer(socket));
        } catch (IOException e) {
            // the client went: what it did shows in the counters and at its handler
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.incrementAndGet();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    Endpoint endpoint() {
        return endpoint("", null);
    }

    Endpoint endpoint(String path, @Nullable String key) {
        return new Endpoint(URI.create(scheme + "://127.0.0.1:" + port() + path), key);
    }

    /** Connections accepted so far. */
    int connections() {
        return connections.get();
    }

    /** Connections whose script has ended. */
    int closed() {
        return closed.get();
    }

    /** Requests read so far. */
    List<RawRequest> requests() {
        return List.copyOf(requests);
    }

    RawRequest request() {
        return requests().getFirst();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A request as it came over the wire. */
    record RawRequest(String line, List<String> fields, byte[] body) {
        String target() {
            return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        }

        /** Values of a field, by its lower-case name. */
        List<String> values(String name) {
            var values = new ArrayList<String>();
            for (String field : fields) {
                int colon = field.indexOf(':');
                if (field.substring(0, colon).equalsIgnoreCase(name)) {
                    values.add(field.substring(colon + 1).strip());
                }
            }
            return values;
        }
    }

    /** The worker's end of a connection. */
    final class Peer {
        private final Socket socket;
        private final InputStream in;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        Socket socket() {
            return socket;
        }

        /** Head and body of the next request; null when the client closed. */
        @Nullable
        RawRequest read() throws IOException {
            String head = readHead();
            if (head == null) {
                return null;
            }
            List<String> lines = head.lines().toList();
            var fields = lines.subList(1, lines.size());
            var plain = new RawRequest(lines.getFirst(), fields, new byte[0]);
            List<String> length = plain.values("content-length");
            byte[] body = length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length.getFirst()));
            var request = new RawRequest(plain.line, fields, body);
            requests.add(request);
            return request;
        }

        /** The head alone, without the empty line; null when the client closed. */
        @Nullable
        String readHead() throws IOException {
            var head = new ByteArrayOutputStream();
            String text = "";
            while (!text.endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.write(next);
                text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            }
            return text.strip();
        }

        void write(String raw) throws IOException {
            write(raw.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] raw) throws IOException {
            socket.getOutputStream().write(raw);
            socket.getOutputStream().flush();
        }

        /** Waits for the client's close; false if bytes came instead. */
        boolean awaitClose() {
            try {
                return in.read() < 0;
            } catch (IOException e) {
                return true;
            }
        }

        /** Closes with a TCP reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
