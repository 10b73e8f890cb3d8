package io.serai.gateway.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The gateway's own certificate.
 *
 * @param certificate    PEM file with the certificate chain
 * @param key            PEM file with the private key
 * @param reloadInterval how often both files are looked at for a change; zero is never
 */
public record Tls(Path certificate, Path key, Duration reloadInterval) {
    static final Option<Path> CERTIFICATE = Option.of(
                    "certificate", Types.file(), "PEM file with the certificate, followed by its chain.")
            .must()
            .fixed()
            .example("/etc/serai/tls.crt")
            .flags(Flag.of("--tls-cert-path", "FILE"));
    static final Option<Path> KEY = Option.of(
                    "key", Types.file(), "PEM file with the private key (PKCS #8, unencrypted).")
            .must()
            .fixed()
            .example("/etc/serai/tls.key")
            .flags(Flag.of("--tls-key-path", "FILE"));
    static final Option<Duration> RELOAD_INTERVAL = Option.of(
                    "reload-interval",
                    Types.duration(Duration.ZERO),
                    "How often both files are looked at. A renewed certificate serves new connections without a restart;"
                            + " `0s` is never.")
            .or("30s")
            .fixed();

    static final Section<Tls> SECTION = Section.of(
            "The gateway's own certificate. Without this section clients are served plain HTTP.",
            v -> new Tls(v.get(CERTIFICATE), v.get(KEY), v.get(RELOAD_INTERVAL)),
            CERTIFICATE,
            KEY,
            RELOAD_INTERVAL);
}
