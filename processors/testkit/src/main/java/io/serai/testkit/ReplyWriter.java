package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes responses as bytes, without a response object or an encoder in between.
 *
 * <p>An event of a stream is one HTTP chunk. Its length has six digits with leading zeros, so that the event can be
 * written before its length is known.
 */
final class ReplyWriter {
    private static final int CHUNK_HEAD_BYTES = 8;
    private static final int HEAD_ROOM_BYTES = 256;
    private static final byte[] JSON_HEAD =
            Ascii.bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ");
    private static final byte[] KEEP = Ascii.bytes("\r\n\r\n");
    private static final byte[] CLOSE = Ascii.bytes("\r\nconnection: close\r\n\r\n");
    private static final byte[] STREAM_HEAD =
            Ascii.bytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache");
    private static final byte[] CHUNKED = Ascii.bytes("\r\ntransfer-encoding: chunked");
    private static final byte[] GARBAGE = {0, 1, 2, (byte) 0xFF, 'n', 'o', 't', ' ', 'H', 'T', 'T', 'P', '\n', '\n'};
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n\r\n");

    private final ChannelHandlerContext ctx;
    private boolean keepAlive = true;
    private boolean chunked = true;

    ReplyWriter(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Sets how the next response is framed. */
    void next(boolean keepAliveWanted, boolean http11) {
        keepAlive = keepAliveWanted;
        chunked = http11;
    }

    EventLoop loop() {
        return ctx.channel().eventLoop();
    }

    boolean writable() {
        return ctx.channel().isWritable();
    }

    ByteBuf buffer() {
        return ctx.alloc().ioBuffer(512);
    }

    /** A buffer for the body of {@link #whole}: it has room for the head before its first byte. */
    ByteBuf bodyBuffer() {
        ByteBuf body = ctx.alloc().ioBuffer(1024);
        return body.setIndex(HEAD_ROOM_BYTES, HEAD_ROOM_BYTES);
    }

    void flush() {
        ctx.flush();
    }

    private void write(ByteBuf bytes) {
        ctx.write(bytes, ctx.voidPromise());
    }

    void beginStream() {
        ByteBuf head = buffer().writeBytes(STREAM_HEAD);
        if (chunked) {
            head.writeBytes(CHUNKED);
        } else {
            keepAlive = false;
        }
        write(head.writeBytes(keepAlive ? KEEP : CLOSE));
    }

    /** An empty event; fill it and {@link #send} it. */
    ByteBuf event() {
        ByteBuf event = ctx.alloc().ioBuffer(384);
        return chunked ? event.writeZero(CHUNK_HEAD_BYTES) : event;
    }

    void send(ByteBuf event) {
        if (chunked) {
            int length = event.readableBytes() - CHUNK_HEAD_BYTES;
            if (length == 0) {
                event.release(); // an empty chunk would end the body
                return;
            }
            int start = event.readerIndex();
            Ascii.hex6(event, start, length);
            event.setByte(start + 6, '\r').setByte(start + 7, '\n');
            event.writeByte('\r').writeByte('\n');
        }
        write(event);
    }

    void endStream() {
        if (chunked) {
            write(Unpooled.wrappedBuffer(LAST_CHUNK));
        }
        flushAndMaybeClose();
    }

    /** Sends a JSON answer with status 200; the body came from {@link #bodyBuffer}. */
    void whole(ByteBuf body) {
        write(withHead(body, body.readableBytes()));
        flushAndMaybeClose();
    }

    /** Puts the head right before the body, so that both are one write. */
    private ByteBuf withHead(ByteBuf body, int announcedBytes) {
        int bodyStart = body.readerIndex();
        int end = body.writerIndex();
        body.setIndex(0, 0).writeBytes(JSON_HEAD);
        Ascii.number(body, announcedBytes);
        body.writeBytes(keepAlive ? KEEP : CLOSE);
        int headBytes = body.writerIndex();
        body.setBytes(bodyStart - headBytes, body, 0, headBytes);
        return body.setIndex(bodyStart - headBytes, end);
    }

    /** Sends the head and the first half of an answer. */
    void half(ByteBuf body) {
        int bytes = body.readableBytes();
        write(withHead(body.writerIndex(body.readerIndex() + bytes / 2), bytes));
        flush();
    }

    void page(Page page) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(page.status());
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status);
        if (!page.contentType().isEmpty()) {
            head.append("\r\ncontent-type: ").append(page.contentType());
        }
        for (Map.Entry<String, String> header : page.headers().entrySet()) {
            head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
        }
        head.append("\r\ncontent-length: ").append(body.length);
        ByteBuf out = buffer();
        ByteBufUtil.writeAscii(out, head);
        write(out.writeBytes(keepAlive ? KEEP : CLOSE).writeBytes(body));
        flushAndMaybeClose();
    }

    void continueBody() {
        ByteBuf out = buffer();
        ByteBufUtil.writeAscii(out, "HTTP/1.1 100 Continue\r\n\r\n");
        ctx.writeAndFlush(out, ctx.voidPromise());
    }

    private void flushAndMaybeClose() {
        if (keepAlive) {
            ctx.flush();
        } else {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Closes with a TCP reset, after what was flushed. */
    void reset() {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ctx.close();
    }

    void garbage() {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(GARBAGE)).addListener(ChannelFutureListener.CLOSE);
    }

    /** Promises more bytes than it sends, then closes in an orderly way. */
    void truncated() {
        byte[] part = Ascii.bytes("{\"id\":\"truncated\",");
        ByteBuf cut = withHead(bodyBuffer().writeBytes(part), part.length + 1000);
        ctx.writeAndFlush(cut).addListener(ChannelFutureListener.CLOSE);
    }
}
