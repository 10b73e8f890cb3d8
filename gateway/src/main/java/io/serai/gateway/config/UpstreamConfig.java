package io.serai.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections to workers.
 *
 * @param idleConnection          how long one is kept without a request
 * @param tls                     trust and the gateway's own certificate
 */
public record UpstreamConfig(Duration idleConnection, ClientTls tls) {
    static final Option<Duration> IDLE_CONNECTION = Option.of(
                    "idle-connection",
                    Types.duration(Duration.ZERO),
                    "How long a connection is kept without a request. Less than the worker's own limit, or requests meet"
                            + " connections that are just being closed; uvicorn's is 5 s.")
            .or("4s")
            .fixed();
    static final Option<ClientTls> TLS = Option.of("tls", ClientTls.SECTION);

    static final Section<UpstreamConfig> SECTION = Section.of(
            "Connections to workers.",
            v -> new UpstreamConfig(v.get(IDLE_CONNECTION), v.get(TLS)),
            IDLE_CONNECTION,
            TLS);

    /**
     * TLS towards workers.
     *
     * @param ca                 PEM files of authorities to trust; empty: those of the JVM
     * @param insecureSkipVerify whether any certificate is believed
     * @param certificate        PEM file of the gateway's own certificate, or null
     * @param key                PEM file of its key; null exactly where {@code certificate} is
     */
    public record ClientTls(
            List<Path> ca,
            boolean insecureSkipVerify,
            @Nullable Path certificate,
            @Nullable Path key) {
        static final Option<List<Path>> CA = Option.of(
                        "ca",
                        new ListOf<>(Types.file(), "list of files"),
                        "PEM files of the authorities that sign the workers' certificates. Without any, those that the JVM"
                                + " trusts.")
                .orList()
                .fixed()
                .flags(Flag.list("--ca-cert-paths", "FILE"));
        static final Option<Boolean> INSECURE_SKIP_VERIFY = Option.of(
                        "insecure-skip-verify",
                        Types.flag(),
                        "Believe any certificate. For tests only: whoever is on the network can read and change requests.")
                .or("false")
                .fixed();
        static final Option<Path> CERTIFICATE = Option.of(
                        "certificate",
                        Types.file(),
                        "PEM file with the gateway's own certificate, for workers that ask.")
                .fixed()
                .example("/etc/serai/client.crt")
                .flags(Flag.of("--client-cert-path", "FILE"));
        static final Option<Path> KEY = Option.of("key", Types.file(), "PEM file with its private key.")
                .fixed()
                .example("/etc/serai/client.key")
                .flags(Flag.of("--client-key-path", "FILE"));

        static final Section<ClientTls> SECTION = Section.of(
                "TLS towards workers whose URL begins with `https`.",
                ClientTls::of,
                CA,
                INSECURE_SKIP_VERIFY,
                CERTIFICATE,
                KEY);

        private static ClientTls of(Values v) {
            if (v.has(CERTIFICATE) != v.has(KEY)) {
                Option<Path> missing = v.has(KEY) ? CERTIFICATE : KEY;
                v.refuse(missing, "not set, though its other half is", "set both certificate and key, or neither");
            }
            return new ClientTls(v.get(CA), v.get(INSECURE_SKIP_VERIFY), v.find(CERTIFICATE), v.find(KEY));
        }
    }
}
