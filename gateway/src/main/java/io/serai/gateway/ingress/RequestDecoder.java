package io.serai.gateway.ingress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, stricter: tells when bytes come, and refuses a request with both ways of framing a body. */
final class RequestDecoder extends HttpRequestDecoder {
    private static final int READ_CHUNK_BYTES = 64 << 10;

    private final Connection connection;

    RequestDecoder(Connection connection, int lineLimit, int headerLimit) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(lineLimit)
                .setMaxHeaderSize(headerLimit)
                .setMaxChunkSize(READ_CHUNK_BYTES)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(true)));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        connection.bytesCame();
        super.channelRead(context, bytes);
    }

    /** Both at once is how requests are smuggled past a proxy. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both content-length and transfer-encoding are given");
    }
}
