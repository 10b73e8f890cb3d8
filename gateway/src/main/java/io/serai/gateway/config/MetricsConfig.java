package io.serai.gateway.config;

/**
 * Where Prometheus finds the metrics.
 *
 * @param host address to listen on
 * @param port 0 lets the system choose
 */
public record MetricsConfig(String host, int port) {
    static final Option<String> HOST = Option.of(
                    "host",
                    Types.text("an address such as 127.0.0.1 or 0.0.0.0"),
                    "Address of the metrics. They name models and workers and ask for no key: open them to your"
                            + " monitoring only.")
            .or("127.0.0.1")
            .fixed()
            .flags(Flag.of("--prometheus-host", "ADDRESS").remark("the router listens on 0.0.0.0 if it is not set"));
    static final Option<Integer> PORT = Option.of(
                    "port",
                    Types.integer(0, 65535),
                    "Port of the metrics, at `/metrics`. `0` lets the system choose one.")
            .or("29000")
            .fixed()
            .flags(Flag.of("--prometheus-port", "PORT"));

    static final Section<MetricsConfig> SECTION = Section.of(
            "Where Prometheus finds the metrics.", v -> new MetricsConfig(v.get(HOST), v.get(PORT)), HOST, PORT);
}
