package io.serai.engines.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.serai.core.Endpoint;
import io.serai.core.EngineFailure;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A connection to a worker: serves one exchange after the other. Last handler of its channel. */
final class Http1Connection extends ChannelInboundHandlerAdapter {
    private static final int READ_CHUNK_BYTES = 64 << 10;

    private final Endpoint endpoint;
    private final LoopConnections owner;
    private final LongSupplier nanos;
    private @Nullable Channel channel;
    private @Nullable SslHandler tls;
    private @Nullable Http1Exchange current;
    private boolean keepAlive;
    private boolean reading = true;
    private long idleSinceNanos;

    Http1Connection(Endpoint endpoint, LoopConnections owner, LongSupplier nanos) {
        this.endpoint = endpoint;
        this.owner = owner;
        this.nanos = nanos;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void assemble(ChannelPipeline pipeline, HttpClientSettings settings, long handshakeMillis) {
        if (endpoint.tls()) {
            SslContext context = settings.tls();
            SslContext used = context != null ? context : DefaultTls.CONTEXT;
            tls = used.newHandler(pipeline.channel().alloc(), endpoint.url().getHost(), endpoint.port());
            tls.setHandshakeTimeoutMillis(handshakeMillis);
            pipeline.addLast(tls);
        }
        var limits = new HttpDecoderConfig()
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setMaxChunkSize(READ_CHUNK_BYTES)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false));
        pipeline.addLast(new HttpClientCodec(limits, false, false));
        pipeline.addLast(this);
    }

    /** The socket stands: after the handshake, if there is one, the first exchange runs. */
    void ready(Channel connected, Http1Exchange first) {
        channel = connected;
        if (tls == null) {
            run(first);
            return;
        }
        tls.handshakeFuture().addListener(future -> {
            if (future.isSuccess()) {
                run(first);
            } else {
                first.fail(new EngineFailure.ConnectFailed(endpoint + ": TLS: " + reason(future.cause())));
                connected.close();
            }
        });
    }

    void run(Http1Exchange exchange) {
        Channel open = channel;
        if (open == null || exchange.over()) {
            close();
            return;
        }
        current = exchange;
        exchange.sent(this, nanos.getAsLong());
        open.writeAndFlush(encode(exchange.request())).addListener(future -> {
            if (!future.isSuccess() && current == exchange) {
                // The answer may already be on its way: a refusal of a body that is too large, for example.
                reading(true);
            }
        });
    }

    private FullHttpRequest encode(EngineRequest request) {
        var encoded = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                target(request.target()),
                content(request.body()),
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders(),
                DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders());
        HttpHeaders fields = encoded.headers();
        fields.add(HttpHeaderNames.HOST, endpoint.url().getAuthority());
        request.headers().forEach(fields::add);
        String key = endpoint.apiKey();
        if (key != null) {
            fields.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key);
        }
        int length = encoded.content().readableBytes();
        if (length > 0 || !"GET".equals(request.method())) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return encoded;
    }

    private String target(String target) {
        String prefix = endpoint.url().getRawPath();
        if (prefix == null || prefix.isEmpty() || prefix.equals("/")) {
            return target;
        }
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) + target : prefix + target;
    }

    private static ByteBuf content(List<EngineRequest.Bytes> pieces) {
        return switch (pieces.size()) {
            case 0 -> Unpooled.EMPTY_BUFFER;
            case 1 -> wrap(pieces.getFirst());
            default ->
                Unpooled.wrappedBuffer(
                        pieces.stream().map(Http1Connection::wrap).toArray(ByteBuf[]::new));
        };
    }

    private static ByteBuf wrap(EngineRequest.Bytes piece) {
        return Unpooled.wrappedBuffer(
                piece.array(), piece.span().start(), piece.span().length());
    }

    void reading(boolean on) {
        Channel open = channel;
        if (open != null && reading != on) {
            reading = on;
            open.config().setAutoRead(on);
        }
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    // ---- inbound

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            boolean broken = message instanceof HttpObject object
                    && object.decoderResult().isFailure();
            if (current == null || broken) {
                garbled(context, message);
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
        if (content instanceof LastHttpContent) {
            finish(exchange);
        }
    }

    private void finish(Http1Exchange exchange) {
        boolean wanted = !exchange.over();
        current = null;
        reading(true);
        if (keepAlive && wanted) {
            idleSinceNanos = nanos.getAsLong();
            owner.release(this);
        } else {
            close();
        }
        exchange.end();
    }

    private void garbled(ChannelHandlerContext context, Object message) {
        Http1Exchange exchange = current;
        current = null;
        owner.lost(this);
        context.close();
        if (exchange != null) {
            Throwable cause = message instanceof HttpObject object
                    ? object.decoderResult().cause()
                    : null;
            exchange.fail(new EngineFailure.Malformed(endpoint + ": not HTTP: " + reason(cause)));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (current != null) {
            current.burstEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broken("connection closed by the worker");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(reason(cause));
        context.close();
    }

    private void broken(String detail) {
        Http1Exchange exchange = current;
        current = null;
        owner.lost(this);
        if (exchange != null) {
            exchange.broken(endpoint + ": " + detail);
        }
    }

    static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
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
