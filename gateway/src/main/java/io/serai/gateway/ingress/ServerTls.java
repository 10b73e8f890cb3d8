package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's certificate, read again when its files change: connections made from then on use the new one. */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final Path certificate;
    private final Path key;
    private FileTime loaded;
    private volatile SslContext context;

    /**
     * Reads the certificate.
     *
     * @param certificate PEM chain
     * @param key         PEM key, PKCS#8, without a password
     * @throws IOException if a file cannot be read or does not fit; the message names it
     */
    public ServerTls(Path certificate, Path key) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.loaded = changed();
        this.context = read();
    }

    ChannelHandler handler(Channel channel) {
        return context.newHandler(channel.alloc());
    }

    /** Reads the files again if they have changed. A pair that does not fit is logged, and the old one stays. */
    public synchronized void reloadIfChanged() {
        try {
            FileTime now = changed();
            if (!now.equals(loaded)) {
                context = read();
                loaded = now;
                LOG.info("TLS certificate {} read again", certificate);
            }
        } catch (IOException e) {
            LOG.error("TLS certificate not replaced, the old one stays: {}", e.getMessage());
        }
    }

    private FileTime changed() throws IOException {
        FileTime first = Files.getLastModifiedTime(certificate);
        FileTime second = Files.getLastModifiedTime(key);
        return first.compareTo(second) > 0 ? first : second;
    }

    private SslContext read() throws IOException {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "server.tls: " + certificate + " and " + key + " do not make a certificate: " + e.getMessage(), e);
        }
    }
}
