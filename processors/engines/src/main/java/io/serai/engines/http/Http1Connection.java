package io.serai.engines.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.serai.core.Endpoint;
import io.serai.core.EngineFailure;
import io.serai.core.Headers;
import java.io.IOException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A connection to a worker: serves one exchange after the other. Last handler of its channel. */
final class Http1Connection extends ChannelInboundHandlerAdapter {
    private static final int READ_CHUNK_BYTES = 64 << 10;
    private static final int REASON_CHARS = 300;

    private final Endpoint endpoint;
    private final LoopConnections owner;
    private final HttpClientSettings settings;
    private final LongSupplier nanos;
    private final ResponseDecoder decoder;
    private @Nullable Channel channel;
    private @Nullable SslHandler tls;
    private @Nullable Http1Exchange current;
    private @Nullable RequestWriter writer;
    private boolean keepAlive;
    private boolean free;
    private boolean idle;
    private boolean reading = true;
    private long idleSinceNanos;

    Http1Connection(Endpoint endpoint, LoopConnections owner, HttpClientSettings settings, LongSupplier nanos) {
        this.endpoint = endpoint;
        this.owner = owner;
        this.settings = settings;
        this.nanos = nanos;
        this.decoder = new ResponseDecoder(new HttpDecoderConfig()
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setMaxChunkSize(READ_CHUNK_BYTES)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false)));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void assemble(ChannelPipeline pipeline) {
        if (endpoint.tls()) {
            SslContext context = settings.tls();
            SslContext used = context != null ? context : DefaultTls.CONTEXT;
            tls = used.newHandler(pipeline.channel().alloc(), endpoint.url().getHost(), endpoint.port());
            tls.setHandshakeTimeoutMillis(0); // the exchange watches the time
            pipeline.addLast(tls);
        }
        pipeline.addLast(decoder, new HttpRequestEncoder(), this);
    }

    /** A socket is being opened; from now on {@link #close} ends that, too. */
    void opening(Channel connecting) {
        channel = connecting;
    }

    /** The socket stands: after the handshake, if there is one, the first exchange runs. */
    void ready(Http1Exchange first) {
        if (tls == null) {
            run(first);
            return;
        }
        tls.handshakeFuture().addListener(future -> {
            if (future.isSuccess()) {
                run(first);
            } else {
                close();
                first.fail(new EngineFailure.ConnectFailed(endpoint + ": TLS: " + reason(future.cause())));
            }
        });
    }

    /** Whether another request may be sent. */
    boolean usable() {
        return channel != null && channel.isActive();
    }

    void run(Http1Exchange exchange) {
        Channel open = channel;
        FullHttpRequest message = exchange.takeMessage();
        if (open == null || exchange.over() || message == null) {
            close();
            return;
        }
        current = exchange;
        idle = false;
        reading(!exchange.paused());
        decoder.expect(message.method());
        exchange.sent(this, nanos.getAsLong());
        var writing = new RequestWriter(open, message);
        writer = writing;
        writing.begin().addListener(future -> written(exchange, future.cause()));
    }

    private void written(Http1Exchange exchange, @Nullable Throwable failure) {
        if (current != exchange) {
            return;
        }
        if (failure == null) {
            writer = null;
        } else if (failure instanceof IOException) {
            // The answer may already be on its way: a refusal of a body that is too large, for example.
            reading(true);
        } else {
            broken(reason(failure));
        }
    }

    void reading(boolean on) {
        Channel open = channel;
        if (open != null && reading != on) {
            reading = on;
            open.config().setAutoRead(on);
        }
    }

    void close() {
        if (channel != null && channel.isRegistered()) {
            channel.close();
        }
    }

    // ---- inbound

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            Throwable wrong = message instanceof HttpObject object
                    ? object.decoderResult().cause()
                    : new IllegalStateException("bytes behind the protocol's end");
            if (current == null || wrong != null) {
                garbled(wrong);
                return;
            }
            if (message instanceof HttpResponse response) {
                head(current, response);
            }
            if (current != null && message instanceof HttpContent content) {
                body(current, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(Http1Exchange exchange, HttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            garbled(new IllegalStateException("101, though nothing was asked for but HTTP/1.1"));
            return;
        }
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        keepAlive = HttpUtil.isKeepAlive(response);
        var fields = Headers.builder();
        response.headers().iteratorAsString().forEachRemaining(field -> fields.add(field.getKey(), field.getValue()));
        exchange.head(response.status().code(), fields.build(), nanos.getAsLong());
    }

    private void body(Http1Exchange exchange, HttpContent content) {
        if (!exchange.headCame()) {
            return; // the end of an informational response
        }
        if (content.content().isReadable()) {
            exchange.data(ByteBufUtil.getBytes(content.content()), nanos.getAsLong());
        }
        if (content instanceof LastHttpContent && current == exchange) {
            finish(exchange);
        }
    }

    private void finish(Http1Exchange exchange) {
        current = null;
        reading(true);
        if (keepAlive && writer == null) {
            free = true;
        } else {
            // An answer before the end of the request: what is still to be written would run into the next one.
            close();
        }
        exchange.end();
    }

    /** No HTTP, or an answer that nobody asked for. */
    private void garbled(@Nullable Throwable wrong) {
        if (wrong instanceof PrematureChannelClosureException) {
            broken("connection closed by the worker within the head");
            return;
        }
        Http1Exchange exchange = current;
        discard();
        if (exchange != null) {
            exchange.fail(new EngineFailure.Malformed(endpoint + ": not HTTP: " + reason(wrong)));
        }
    }

    /** Ends the connection at once; whatever still comes from it reaches no exchange. */
    void discard() {
        current = null;
        free = false;
        writer = null;
        if (idle) {
            idle = false;
            owner.lost(this);
        }
        close();
    }

    /**
     * The end of what had arrived together. Only now is a finished connection free: bytes behind its answer have had
     * the time to show, and no other call may take them for its own.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (current != null) {
            current.burstEnded();
        } else if (decoder.holdsBytes()) {
            discard();
        } else if (free) {
            free = false;
            if (usable()) {
                idle = true;
                idleSinceNanos = nanos.getAsLong();
                owner.release(this);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (writer != null) {
            writer.proceed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broken("connection closed by the worker");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(reason(cause));
    }

    private void broken(String detail) {
        Http1Exchange exchange = current;
        discard();
        if (exchange != null) {
            exchange.broken(endpoint + ": " + detail);
        }
    }

    /** For logs: short and printable, because a worker's bytes may be part of it. */
    static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        String message = cause.getMessage();
        String all = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return all.substring(0, Math.min(all.length(), REASON_CHARS)).replaceAll("\\p{Cntrl}", "?");
    }

    /** The JVM's trust, made when the first {@code https} worker is met. */
    private static final class DefaultTls {
        static final SslContext CONTEXT = make();

        private static SslContext make() {
            try {
                return SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException("the JVM offers no TLS", e);
            }
        }
    }
}
