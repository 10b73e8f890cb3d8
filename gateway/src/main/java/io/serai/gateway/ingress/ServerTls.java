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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's certificate, read again when its files change: connections made from then on use the new one. */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final Path certificate;
    private final Path key;
    private Stamp loaded;
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
        this.loaded = stamp();
        this.context = read();
    }

    ChannelHandler handler(Channel channel) {
        return context.newHandler(channel.alloc());
    }

    /** Reads the files again if they have changed. A pair that does not fit is logged, and the old one stays. */
    public synchronized void reloadIfChanged() {
        try {
            Stamp now = stamp();
            if (!now.equals(loaded)) {
                context = read();
                loaded = now;
                LOG.info("TLS certificate {} read again", certificate);
            }
        } catch (IOException e) {
            LOG.error("TLS certificate not replaced, the old one stays: {}", e.getMessage());
        }
    }

    private Stamp stamp() throws IOException {
        return new Stamp(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
    }

    private SslContext read() throws IOException {
        PemIdentity identity = PemIdentity.read(certificate, key);
        return SslContextBuilder.forServer(identity.key(), identity.chain())
                .sslProvider(SslProvider.JDK)
                .build();
    }

    /** When the files were written; a newer key may come with an older certificate. */
    private record Stamp(FileTime certificate, FileTime key) {}
}
