package io.serai.gateway.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a live reply past the encoder: what came together goes out as one chunk in one buffer, where the
 * encoder would make three of each piece. The encoder still writes the head and the end.
 */
final class LiveBody {
    private static final int WRITTEN_BYTES = 32 << 10;
    /** Room in front of a chunk for its length, up to eight hexadecimal digits, and a line end. */
    private static final int LENGTH_ROOM = 10;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final ChannelHandlerContext beyondEncoder;
    private final boolean chunked;
    private @Nullable ByteBuf held;

    /**
     * The body of a response on {@code context}'s channel.
     *
     * @param chunked whether the head said so; otherwise the bytes go out bare
     */
    LiveBody(ChannelHandlerContext context, boolean chunked) {
        this.beyondEncoder = context.pipeline().context(HttpResponseEncoder.class);
        this.chunked = chunked;
    }

    /** Adds bytes; they are written out by {@link #write}, or now if there are many. */
    void add(byte[] bytes) {
        ByteBuf buffer = held;
        if (buffer == null) {
            buffer = beyondEncoder.alloc().ioBuffer(LENGTH_ROOM + bytes.length + 2);
            buffer.writeZero(LENGTH_ROOM);
            held = buffer;
        }
        buffer.writeBytes(bytes);
        if (buffer.readableBytes() >= WRITTEN_BYTES) {
            write();
        }
    }

    /** Writes what is held; does not flush. */
    void write() {
        ByteBuf buffer = held;
        if (buffer == null) {
            return;
        }
        held = null;
        int length = buffer.readableBytes() - LENGTH_ROOM;
        if (chunked) {
            buffer.writeByte('\r').writeByte('\n');
            buffer.readerIndex(writeLength(buffer, length));
        } else {
            buffer.readerIndex(LENGTH_ROOM);
        }
        beyondEncoder.write(buffer, beyondEncoder.voidPromise());
    }

    /** Writes the length right before the data; the index where it begins. */
    private static int writeLength(ByteBuf buffer, int length) {
        buffer.setByte(LENGTH_ROOM - 2, '\r').setByte(LENGTH_ROOM - 1, '\n');
        int at = LENGTH_ROOM - 2;
        for (int rest = length; rest > 0; rest >>>= 4) {
            at--;
            buffer.setByte(at, HEX[rest & 0xF]);
        }
        return at;
    }

    /** Gives back what will not be written. */
    void discard() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
