package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BodyCollectorTest {
    private static final long UNKNOWN = -1;

    private static ByteBuf part(int bytes) {
        return Unpooled.wrappedBuffer(new byte[bytes]);
    }

    @Property(tries = 50)
    void theBodyIsItsPartsWhateverWasAnnounced(
            @ForAll @Size(max = 20) List<byte[]> parts, @ForAll @IntRange(min = -1, max = 5000) int announced) {
        var collector = new BodyCollector(Long.MAX_VALUE);
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            assertThat(collector.add(Unpooled.wrappedBuffer(part), announced)).isTrue();
            whole.writeBytes(part);
        }
        assertThat(collector.take()).isEqualTo(whole.toByteArray());
    }

    @Property(tries = 30)
    void growthOverManyPartsKeepsEveryByte(@ForAll @IntRange(min = 1, max = 70_000) int size) {
        var collector = new BodyCollector(400_000);
        int count = 400_000 / size;
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[size];
            bytes[size - 1] = (byte) (i + 1);
            assertThat(collector.add(Unpooled.wrappedBuffer(bytes), UNKNOWN)).isTrue();
        }
        byte[] body = collector.take();
        assertThat(body).hasSize(count * size);
        for (int i = 0; i < count; i++) {
            assertThat(body[(i + 1) * size - 1]).isEqualTo((byte) (i + 1));
        }
    }

    @Example
    void theLimitItselfFitsAndOneByteMoreDoesNot() {
        var collector = new BodyCollector(10);
        assertThat(collector.add(part(10), UNKNOWN)).isTrue();
        assertThat(collector.add(part(0), UNKNOWN)).isTrue();
        assertThat(collector.add(part(1), UNKNOWN)).isFalse();
        assertThat(collector.take()).hasSize(10);
    }

    @Example
    void anAnnouncedLengthTakesNoMemoryBeforeItComes() {
        // 200 announced bodies of 2 GB would not fit into any test's heap.
        for (int i = 0; i < 200; i++) {
            var collector = new BodyCollector(Long.MAX_VALUE);
            assertThat(collector.add(part(1), Integer.MAX_VALUE)).isTrue();
            assertThat(collector.take()).hasSize(1);
        }
    }

    @Example
    void theReaderIndexOfAPartIsLeftAlone() {
        ByteBuf part = part(5).skipBytes(2);
        var collector = new BodyCollector(10);
        collector.add(part, 3);
        assertThat(part.readerIndex()).isEqualTo(2);
        assertThat(collector.take()).hasSize(3);
    }
}
