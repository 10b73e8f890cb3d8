package io.serai.gateway.ingress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate chain and the private key that belongs to it. That they belong together is proven here: Java's TLS takes
 * any pair and fails only when a client connects, which a renewal that has replaced one of two files would cause.
 */
final class PemIdentity {
    private static final byte[] PROOF = "proof".getBytes(StandardCharsets.US_ASCII);

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private PemIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /**
     * Reads both.
     *
     * @throws IOException if a file cannot be read or holds something else, or if they do not belong together
     */
    static PemIdentity read(Path certificate, Path key) throws IOException {
        List<X509Certificate> chain = chain(certificate);
        PublicKey open = chain.getFirst().getPublicKey();
        byte[] encoded = keyBytes(key);
        try {
            PrivateKey secret =
                    KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (proves(secret, open)) {
                return new PemIdentity(chain, secret);
            }
        } catch (GeneralSecurityException e) {
            throw mismatch(certificate, key, e);
        }
        throw mismatch(certificate, key, null);
    }

    private static IOException mismatch(Path certificate, Path key, @Nullable Exception cause) {
        return new IOException(
                "server.tls: the key " + key + " does not belong to the certificate " + certificate
                        + "; set two files that were made together",
                cause);
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        List<byte[]> blocks = blocks(file, "CERTIFICATE");
        if (blocks.isEmpty()) {
            throw new IOException("server.tls.certificate: " + file
                    + " has no -----BEGIN CERTIFICATE-----; set a chain in PEM, the server's own certificate first");
        }
        var chain = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (byte[] block : blocks) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("server.tls.certificate: " + file + " cannot be read as X.509: " + e.getMessage(), e);
        }
        return chain;
    }

    private static byte[] keyBytes(Path file) throws IOException {
        List<byte[]> blocks = blocks(file, "PRIVATE KEY");
        if (blocks.isEmpty()) {
            throw new IOException("server.tls.key: " + file + " has no -----BEGIN PRIVATE KEY-----; set a key in PKCS#8"
                    + " without a password (openssl pkcs8 -topk8 -nocrypt makes one)");
        }
        return blocks.getFirst();
    }

    private static List<byte[]> blocks(Path file, String kind) throws IOException {
        Matcher matcher = Pattern.compile("-----BEGIN " + kind + "-----([^-]*)-----END " + kind + "-----")
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        var blocks = new ArrayList<byte[]>();
        while (matcher.find()) {
            try {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(1)));
            } catch (IllegalArgumentException e) {
                throw new IOException("server.tls: " + file + " has a " + kind + " that is not Base64", e);
            }
        }
        return blocks;
    }

    private static boolean proves(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (open.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> open.getAlgorithm();
                });
        signature.initSign(secret);
        signature.update(PROOF);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROOF);
        return signature.verify(signed);
    }

    X509Certificate[] chain() {
        return chain.toArray(X509Certificate[]::new);
    }

    PrivateKey key() {
        return key;
    }
}
