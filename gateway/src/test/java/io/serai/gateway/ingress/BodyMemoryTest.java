package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final int MIB = 1 << 20;

    private final BodyMemory memory = new BodyMemory(10L * MIB);
    private final PendingRequest first = request();
    private final PendingRequest second = request();

    private static PendingRequest request() {
        var handler = new ChannelInboundHandlerAdapter();
        var settings = new IngressSettings(
                64L * MIB, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of(), false, false, Cors.OFF);
        return PendingRequest.of(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"),
                new EmbeddedChannel(handler).pipeline().context(handler),
                settings);
    }

    private boolean grow(PendingRequest request, int bytes) {
        assertThat(request.body().add(Unpooled.wrappedBuffer(new byte[bytes]), -1))
                .as("within the limit of one body")
                .isTrue();
        return request.account(memory);
    }

    @Test
    void smallBodiesAreNotCounted() {
        assertThat(grow(first, MIB)).isTrue();
        assertThat(memory.free()).isEqualTo(10L * MIB);
    }

    @Test
    void theBodyThatDoesNotFitBesideTheOthersIsRefused() {
        assertThat(grow(first, 6 * MIB)).isTrue();
        assertThat(memory.free()).isEqualTo(4L * MIB);
        assertThat(grow(second, 5 * MIB)).isFalse();
        assertThat(memory.free()).as("a refusal takes nothing").isEqualTo(4L * MIB);
    }

    @Test
    void aBodyGivesBackOnceWhatItTook() {
        assertThat(grow(first, 2 * MIB)).isTrue();
        assertThat(grow(first, 2 * MIB)).as("only the growth is taken").isTrue();
        first.settle(memory);
        first.settle(memory);
        assertThat(memory.free()).isEqualTo(10L * MIB);
    }
}
