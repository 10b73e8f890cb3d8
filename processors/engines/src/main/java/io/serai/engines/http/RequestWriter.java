package io.serai.engines.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;

/**
 * Writes one request. Netty copies what waits for the socket into direct memory, so a large body is handed over in
 * pieces, the next when the socket took the one before.
 */
final class RequestWriter {
    private static final int WHOLE_BYTES = 1 << 20;
    private static final int PIECE_BYTES = 256 << 10;

    private final Channel channel;
    private final ChannelPromise done;
    private final FullHttpRequest message;
    private final ByteBuf rest;

    RequestWriter(Channel channel, FullHttpRequest message) {
        this.channel = channel;
        this.done = channel.newPromise();
        this.message = message;
        this.rest = message.content();
    }

    /** Done when the last byte went to the socket, failed when one could not. */
    ChannelFuture begin() {
        if (rest.readableBytes() <= WHOLE_BYTES) {
            return channel.writeAndFlush(message, done);
        }
        channel.write(new DefaultHttpRequest(
                        message.protocolVersion(), message.method(), message.uri(), message.headers()))
                .addListener(this::failed);
        proceed();
        return done;
    }

    /** The channel may have become writable. */
    void proceed() {
        while (!done.isDone() && channel.isWritable() && rest.refCnt() > 0 && rest.isReadable()) {
            ByteBuf piece = rest.readRetainedSlice(Math.min(PIECE_BYTES, rest.readableBytes()));
            if (rest.isReadable()) {
                channel.writeAndFlush(new DefaultHttpContent(piece)).addListener(this::failed);
            } else {
                channel.writeAndFlush(new DefaultLastHttpContent(piece)).addListener(this::finished);
            }
        }
    }

    private void finished(Future<? super Void> written) {
        if (written.isSuccess()) {
            done.trySuccess();
        } else {
            failed(written);
        }
    }

    private void failed(Future<? super Void> written) {
        if (!written.isSuccess()) {
            done.tryFailure(written.cause());
        }
    }
}
