package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Speaks exact bytes and reads answers by the letter of HTTP/1.1: anything loose in them is a failure. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    final Socket socket;
    private final InputStream in;

    /**
     * An answer.
     *
     * @param fields {@code name: value} lines, names in lower case
     */
    record Answer(int status, List<String> fields, String body) {
        /** The one value of {@code name}, or empty. */
        String field(String name) {
            List<String> values = values(name);
            if (values.size() > 1) {
                throw new AssertionError(name + " came more than once: " + fields);
            }
            return values.isEmpty() ? "" : values.getFirst();
        }

        List<String> values(String name) {
            return fields.stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Opens a connection. */
    static RawClient connect(int port) {
        try {
            return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends until the peer does not want more; whether it refused before {@code bytes} were sent. */
    boolean sendUntilRefused(byte[] piece, long bytes) {
        try {
            for (long sent = 0; sent < bytes; sent += piece.length) {
                socket.getOutputStream().write(piece);
            }
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    /** {@code GET path} with a host. */
    RawClient get(String path, String... fields) {
        return request("GET", path, "", fields);
    }

    /** A request with a host and, where there is a body, its length. */
    RawClient request(String method, String path, String body, String... fields) {
        var text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nhost: test\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("content-length: ").append(body.length()).append("\r\n");
        }
        return send(text.append("\r\n").append(body).toString());
    }

    Answer read() {
        return read(false);
    }

    /** The answer to HEAD. */
    Answer readHeadOnly() {
        return read(true);
    }

    private Answer read(boolean headOnly) {
        try {
            Answer head = head();
            boolean bare = headOnly || head.status() == 204 || head.status() == 304 || head.status() < 200;
            return bare ? head : new Answer(head.status(), head.fields(), body(head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status line and fields; the body is read by {@link #chunk} or {@link #rest}. */
    Answer head() throws IOException {
        String first = line();
        if (!first.matches("HTTP/1\\.1 [1-5][0-9][0-9] .*")) {
            throw new AssertionError("no status line: " + first);
        }
        var fields = new ArrayList<String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
        }
        return new Answer(Integer.parseInt(first.substring(9, 12)), fields, "");
    }

    private String body(Answer head) throws IOException {
        String length = head.field("content-length");
        if (head.field("transfer-encoding").equals("chunked")) {
            if (!length.isEmpty()) {
                throw new AssertionError("both framings: " + head.fields());
            }
            var body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return body.toString();
        }
        return length.isEmpty() ? rest() : exactly(Integer.parseInt(length));
    }

    /** The next chunk; empty for the last one. Fails if the connection ends before it. */
    String chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        String bytes = exactly(size);
        String end = line();
        if (!end.isEmpty()) {
            throw new AssertionError("trailing bytes in a chunk: " + end);
        }
        return bytes;
    }

    String exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("ended after " + bytes.length + " of " + size + " bytes");
        }
        return new String(bytes, ISO_8859_1);
    }

    /** Everything until the connection ends. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** Whether bytes or the end have come, waiting a moment for them. */
    boolean spoken(int waitMillis) throws IOException {
        socket.setSoTimeout(waitMillis);
        in.mark(1);
        try {
            if (in.read() >= 0) {
                in.reset();
            }
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Whether the server has ended the connection, with nothing more to read. */
    boolean ended() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return reset.getMessage() == null || !reset.getMessage().contains("timed out");
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("ended in a line: " + line);
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new AssertionError("bare line feed after: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /** Goes away without a word: the server sees a reset. */
    void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
