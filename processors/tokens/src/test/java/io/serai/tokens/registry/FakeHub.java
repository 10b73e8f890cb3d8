package io.serai.tokens.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A hub with one model, {@code acme/tiny}, and the host beside it that large files are redirected to. */
final class FakeHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** A request as it came. */
    record Seen(
            String host,
            String method,
            String path,
            @Nullable String authorization) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final Map<String, String> files = new TreeMap<>();
    final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    volatile String errorCode = "";
    volatile boolean elsewhere;
    volatile boolean damaged;
    volatile String commit = COMMIT;

    private final HttpServer hub;
    private final HttpServer store;

    FakeHub() throws IOException {
        hub = start(this::hub);
        store = start(this::store);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer start(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    List<Seen> seenBy(String host) {
        return seen.stream().filter(one -> one.host.equals(host)).toList();
    }

    private void note(String host, HttpExchange exchange) {
        seen.add(new Seen(
                host,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Authorization")));
    }

    private void hub(HttpExchange exchange) throws IOException {
        note("hub", exchange);
        String path = exchange.getRequestURI().getRawPath();
        Integer refusal = refusals.get(path);
        if (refusal != null) {
            if (!errorCode.isEmpty()) {
                exchange.getResponseHeaders().set("X-Error-Code", errorCode);
            }
            answer(exchange, refusal, "refused");
        } else if (path.equals("/api/models/acme/tiny/revision/main")) {
            answer(exchange, 200, listing());
        } else if (path.startsWith("/acme/tiny/resolve/" + commit + "/")) {
            file(exchange, path.substring(("/acme/tiny/resolve/" + commit + "/").length()));
        } else {
            answer(exchange, 404, "not here");
        }
    }

    private String listing() {
        String names = files.keySet().stream()
                .map(name -> "{\"rfilename\":\"" + name + "\"}")
                .collect(Collectors.joining(","));
        return "{\"sha\":\"" + commit + "\",\"siblings\":[" + names + "]}";
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        String text = files.get(name);
        if (text == null) {
            answer(exchange, 404, "");
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + sha256(text) + "\"");
        if (elsewhere) {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + store.getAddress().getPort() + "/" + name);
            answer(exchange, 302, "");
        } else {
            answer(exchange, 200, damaged ? text + "!" : text);
        }
    }

    private void store(HttpExchange exchange) throws IOException {
        note("store", exchange);
        answer(
                exchange,
                200,
                String.valueOf(files.get(exchange.getRequestURI().getPath().substring(1))));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
    }
}
