package io.serai.engines.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context for {@code https} workers. */
public final class ClientTls {
    private ClientTls() {}

    /**
     * A client context. Host names are verified unless {@code trustAnything}.
     *
     * @param authorities   PEM files of trusted authorities; empty for the JVM's own
     * @param trustAnything accept every certificate: for tests only
     * @param certificate   PEM chain that the worker wants to see, or null
     * @param key           PEM key of that chain, or null
     * @throws IOException if a file cannot be read or does not fit
     */
    public static SslContext context(
            List<Path> authorities, boolean trustAnything, @Nullable Path certificate, @Nullable Path key)
            throws IOException {
        var builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (trustAnything) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (!authorities.isEmpty()) {
            builder.trustManager(pem(authorities));
        }
        if (certificate != null && key != null) {
            builder.keyManager(certificate.toFile(), key.toFile());
        }
        builder.endpointIdentificationAlgorithm(trustAnything ? null : "HTTPS");
        return builder.build();
    }

    private static InputStream pem(List<Path> files) throws IOException {
        var all = new ByteArrayOutputStream();
        for (Path file : files) {
            all.writeBytes(Files.readAllBytes(file));
            all.write('\n');
        }
        return new ByteArrayInputStream(all.toByteArray());
    }
}
