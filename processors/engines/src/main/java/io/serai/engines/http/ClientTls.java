package io.serai.engines.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
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
            builder.trustManager(certificates(authorities));
        }
        if (certificate != null && key != null) {
            identify(builder, certificate, key);
        }
        builder.endpointIdentificationAlgorithm(trustAnything ? null : "HTTPS");
        return builder.build();
    }

    private static void identify(SslContextBuilder builder, Path certificate, Path key) throws IOException {
        try {
            builder.keyManager(certificate.toFile(), key.toFile());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "upstream.tls: %s and %s are no PEM certificate chain and its unencrypted PKCS#8 key"
                            .formatted(certificate, key),
                    e);
        }
    }

    private static X509Certificate[] certificates(List<Path> files) throws IOException {
        var all = new ArrayList<X509Certificate>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                int before = all.size();
                for (Certificate read : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    all.add((X509Certificate) read);
                }
                if (all.size() == before) {
                    throw noCertificate(file, null);
                }
            } catch (CertificateException e) {
                throw noCertificate(file, e);
            }
        }
        return all.toArray(X509Certificate[]::new);
    }

    private static IOException noCertificate(Path file, @Nullable CertificateException cause) {
        return new IOException("upstream.tls.ca: " + file + " holds no certificate; set it to a PEM file", cause);
    }
}
