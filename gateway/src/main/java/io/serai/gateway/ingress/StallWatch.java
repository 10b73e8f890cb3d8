package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out whether a client has stopped taking its answer: bytes wait for it, and none has gone for a time. */
final class StallWatch {
    private long unsentBytes;
    private long sinceNanos;

    /** Whether nothing has moved for {@code limit}; asked now and then, so a moment late. Zero is no limit. */
    boolean stalled(Channel channel, long now, Duration limit) {
        long unsent = unsent(channel.unsafe().outboundBuffer());
        if (unsent == 0 || unsent != unsentBytes) {
            unsentBytes = unsent;
            sinceNanos = now;
            return false;
        }
        return !limit.isZero() && now - sinceNanos >= limit.toNanos();
    }

    /** What is written but not flushed does not wait for the client. */
    private static long unsent(@Nullable ChannelOutboundBuffer buffer) {
        return buffer == null || buffer.isEmpty() ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }
}
