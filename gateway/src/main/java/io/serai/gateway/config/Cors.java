package io.serai.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * Cross-origin access of browsers.
 *
 * @param origins who may call, {@code *} for everyone; empty switches it off
 * @param methods what they may use
 * @param headers lower-case header fields that they may send
 * @param maxAge  how long a browser may keep the answer to a preflight
 */
public record Cors(List<String> origins, List<String> methods, List<String> headers, Duration maxAge) {
    static final Option<List<String>> ORIGINS = Option.of(
                    "origins",
                    new ListOf<>(Types.text("an origin such as https://app.example.com, or *"), "list of origins"),
                    "Web origins whose pages may call the gateway. `[\"*\"]` allows all; an empty list switches CORS off.")
            .orList()
            .flags(Flag.list("--cors-allowed-origins", "ORIGIN"));
    static final Option<List<String>> METHODS = Option.of(
                    "methods",
                    new ListOf<>(Types.text("an HTTP method"), "list of methods"),
                    "Methods that those pages may use.")
            .orList("GET", "POST", "OPTIONS");
    static final Option<List<String>> HEADERS = Option.of(
                    "headers",
                    new ListOf<>(Types.headerName(), "list of header names"),
                    "Header fields that those pages may send.")
            .orList("authorization", "content-type", "x-api-key", "x-request-id");
    static final Option<Duration> MAX_AGE = Option.of(
                    "max-age",
                    Types.duration(Duration.ZERO),
                    "How long a browser may remember the answer to a preflight request.")
            .or("10m");

    static final Section<Cors> SECTION = Section.of(
            "Cross-origin access of browsers; off unless origins are listed.",
            v -> new Cors(v.get(ORIGINS), v.get(METHODS), v.get(HEADERS), v.get(MAX_AGE)),
            ORIGINS,
            METHODS,
            HEADERS,
            MAX_AGE);

    /** Whether any origin may call. */
    public boolean enabled() {
        return !origins.isEmpty();
    }
}
