package io.serai.gateway.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET /metrics} on a port of its own, apart from the clients' traffic: by the JDK's own server, on
 * virtual threads, so that a slow reader holds up nobody.
 */
public final class ScrapeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeServer.class);
    private static final int BUFFER_BYTES = 16 << 10;
    private static final byte[] NOT_FOUND =
            error("invalid_request_error", "not_found", "only GET /metrics is served here");
    private static final byte[] NOT_ALLOWED = error("invalid_request_error", "method_not_allowed", "use GET /metrics");
    private static final byte[] FAILED =
            error("server_error", "metrics_failed", "the metrics could not be written; see the log");

    private final HttpServer server;
    private final ExecutorService threads;

    /** Writes what a scrape shows, for example {@link Metrics#scrape}. */
    @FunctionalInterface
    public interface Source {
        /** Writes everything to {@code out}, which the caller closes. */
        void write(OutputStream out) throws IOException;
    }

    private ScrapeServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free one; see {@link #port()}
     * @throws UncheckedIOException if the address cannot be had
     */
    public static ScrapeServer start(String host, int port, Source source) {
        limitTimes();
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "metrics.port is %d and cannot be opened on %s (%s); set a free port and an address of this host"
                            .formatted(port, host, e.getMessage()),
                    e);
        }
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("serai-scrape-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, source));
        server.start();
        return new ScrapeServer(server, threads);
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once, scrapes under way included. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The JDK's server waits for ever by default, and reads its settings once. */
    private static void limitTimes() {
        for (String limitSeconds : new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"}) {
            if (System.getProperty(limitSeconds) == null) {
                System.setProperty(limitSeconds, "30");
            }
        }
    }

    private static void answer(HttpExchange exchange, Source source) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                refuse(exchange, 404, NOT_FOUND);
            } else if (method.equals("HEAD")) {
                contentType(exchange);
                exchange.sendResponseHeaders(200, -1);
            } else if (method.equals("GET")) {
                scrape(exchange, source);
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                refuse(exchange, 405, NOT_ALLOWED);
            }
        }
    }

    /** Written to memory first, compressed where asked for, so that half a scrape never looks like a whole one. */
    private static void scrape(HttpExchange exchange, Source source) throws IOException {
        boolean gzip = acceptsGzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        var written = new ByteArrayOutputStream(BUFFER_BYTES);
        try (OutputStream out = gzip ? new GZIPOutputStream(written, BUFFER_BYTES) : written) {
            source.write(out);
        } catch (IOException | RuntimeException e) {
            LOG.warn("metrics could not be written", e);
            refuse(exchange, 500, FAILED);
            return;
        }
        contentType(exchange);
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, written.size() == 0 ? -1 : written.size());
        written.writeTo(exchange.getResponseBody());
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip")
                && !acceptEncoding.contains("gzip;q=0");
    }

    private static void contentType(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    }

    private static void refuse(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : json.length);
        if (!bodiless) {
            exchange.getResponseBody().write(json);
        }
    }

    private static byte[] error(String type, String code, String message) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                .formatted(message, type, code)
                .getBytes(StandardCharsets.UTF_8);
    }
}
