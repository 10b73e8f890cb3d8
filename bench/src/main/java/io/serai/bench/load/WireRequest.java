package io.serai.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.1 request as the bytes that go on the wire, encoded once and sent any number of times. */
public final class WireRequest {
    private final ByteBuf bytes;

    private WireRequest(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** A {@code POST} of a JSON body with keep-alive. The {@code Host} is {@code localhost}: nothing routes on it. */
    public static WireRequest post(String path, byte[] json) {
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: */*\r\nContent-Length: " + json.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocateDirect(headBytes.length + json.length);
        bytes.put(headBytes).put(json).flip();
        // Memory of the collector, so it needs no release: however often it is sent, writing must not free it.
        return new WireRequest(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes)));
    }

    /** A view with positions of its own; writing it to a channel does not free the request. */
    ByteBuf view() {
        return bytes.duplicate();
    }

    /** Size of head and body in bytes. */
    public int size() {
        return bytes.readableBytes();
    }
}
