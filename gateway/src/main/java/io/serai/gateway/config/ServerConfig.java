package io.serai.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how clients connect.
 *
 * @param host             address to listen on
 * @param port             0 lets the system choose
 * @param threads          event loops; 0 is one per core
 * @param bodyLimit        longest request body
 * @param headerLimit      all header fields of a request together
 * @param lineLimit        the request line
 * @param headTimeout      from the first byte of a request to the end of its header; zero is none
 * @param bodyTimeout      from the end of the header to the last byte of the body, however it trickles; zero is none
 * @param keepAliveTimeout how long a connection may rest between requests; zero is for ever
 * @param requestIdHeaders lower-case names; the first one present is the request's id
 * @param headRequests     whether GET pipelines answer HEAD too
 * @param optionsRequests  whether OPTIONS is answered with the methods of a path
 * @param cors             cross-origin access of browsers
 * @param tls              certificate, or null for plain HTTP
 * @param shutdown         how the gateway stops
 */
public record ServerConfig(
        String host,
        int port,
        int threads,
        Size bodyLimit,
        Size headerLimit,
        Size lineLimit,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration keepAliveTimeout,
        List<String> requestIdHeaders,
        boolean headRequests,
        boolean optionsRequests,
        Cors cors,
        @Nullable Tls tls,
        Shutdown shutdown) {

    private static final Type<Integer> PORTS = Types.integer(0, 65535);
    private static final Type<Duration> LIMIT = Types.duration(Duration.ZERO);

    static final Option<String> HOST = Option.of(
                    "host",
                    Types.text("an address such as 0.0.0.0 or 127.0.0.1"),
                    "Address to listen on. `0.0.0.0` is every IPv4 address of the machine.")
            .or("0.0.0.0")
            .fixed()
            .flags(Flag.of("--host", "ADDRESS"));
    static final Option<Integer> PORT = Option.of(
                    "port", PORTS, "Port to listen on. `0` lets the system choose one; the log says which.")
            .or("30000")
            .fixed()
            .flags(Flag.of("--port", "PORT"));
    static final Option<Integer> THREADS = Option.of(
                    "threads",
                    Types.integer(0, 1024),
                    "Event loops that serve clients and workers. `0` is one per core.")
            .or("0")
            .fixed();
    static final Option<Size> BODY_LIMIT = Option.of(
                    "body-limit",
                    Types.size(1024, Integer.MAX_VALUE),
                    "Longest request body; a longer one is refused with 413 while it is being read.")
            .or("256MiB")
            .flags(Flag.of("--max-payload-size", "BYTES"));
    static final Option<Size> HEADER_LIMIT = Option.of(
                    "header-limit",
                    Types.size(1024, 16 << 20),
                    "All header fields of a request together; more is refused with 431.")
            .or("32KiB")
            .fixed();
    static final Option<Size> LINE_LIMIT = Option.of(
                    "line-limit", Types.size(256, 16 << 20), "Longest request line; a longer one is refused with 414.")
            .or("16KiB")
            .fixed();
    static final Option<Duration> HEAD_TIMEOUT = Option.of(
                    "head-timeout",
                    LIMIT,
                    "From the first byte of a request to the end of its header. Absolute: slow bytes do not extend it."
                            + " `0s` is no limit.")
            .or("10s");
    static final Option<Duration> BODY_TIMEOUT = Option.of(
                    "body-timeout",
                    LIMIT,
                    "From the end of the header to the last byte of the body. Absolute; `0s` is no limit.")
            .or("5m");
    static final Option<Duration> KEEP_ALIVE_TIMEOUT = Option.of(
                    "keep-alive-timeout",
                    LIMIT,
                    "How long a client's connection may rest between requests, and how long a client may leave the bytes of its"
                            + " answer unread before it is dropped. `0s` is for ever.")
            .or("75s");
    static final Option<List<String>> REQUEST_ID_HEADERS = Option.of(
                    "request-id-headers",
                    new ListOf<>(Types.headerName(), "list of header names"),
                    "Header fields in which a client may give its request an id. The first one present wins; without any"
                            + " an id is made. It is echoed as `x-request-id`.")
            .orList("x-request-id", "x-correlation-id", "x-trace-id", "request-id")
            .flags(Flag.list("--request-id-headers", "NAME"));
    static final Option<Boolean> HEAD_REQUESTS = Option.of(
                    "head-requests", Types.flag(), "Answer HEAD wherever GET is served. Otherwise it is a 405.")
            .or("false");
    static final Option<Boolean> OPTIONS_REQUESTS = Option.of(
                    "options-requests",
                    Types.flag(),
                    "Answer OPTIONS with the methods of the path. Otherwise it is a 405, except for CORS preflights.")
            .or("false");
    static final Option<Cors> CORS = Option.of("cors", Cors.SECTION);
    static final Option<Tls> TLS = Option.of("tls", Tls.SECTION, Tls.SECTION.doc());
    static final Option<Shutdown> SHUTDOWN = Option.of("shutdown", Shutdown.SECTION);

    static final Section<ServerConfig> SECTION = Section.of(
            "Where and how clients connect.",
            ServerConfig::of,
            HOST,
            PORT,
            THREADS,
            BODY_LIMIT,
            HEADER_LIMIT,
            LINE_LIMIT,
            HEAD_TIMEOUT,
            BODY_TIMEOUT,
            KEEP_ALIVE_TIMEOUT,
            REQUEST_ID_HEADERS,
            HEAD_REQUESTS,
            OPTIONS_REQUESTS,
            CORS,
            TLS,
            SHUTDOWN);

    private static ServerConfig of(Values v) {
        return new ServerConfig(
                v.get(HOST),
                v.get(PORT),
                v.get(THREADS),
                v.get(BODY_LIMIT),
                v.get(HEADER_LIMIT),
                v.get(LINE_LIMIT),
                v.get(HEAD_TIMEOUT),
                v.get(BODY_TIMEOUT),
                v.get(KEEP_ALIVE_TIMEOUT),
                v.get(REQUEST_ID_HEADERS),
                v.get(HEAD_REQUESTS),
                v.get(OPTIONS_REQUESTS),
                v.get(CORS),
                v.find(TLS),
                v.get(SHUTDOWN));
    }
}
