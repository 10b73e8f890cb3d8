package io.serai.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class TokenScannerTest {
    private static final String STREAM = """
            data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

            data: {"choices":[{"delta":{"content":"the "}}]}

            data: {"choices":[{"delta":{"content":"cat"}}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    @Test
    void countsTheSameWhereverTheStreamIsCut() {
        byte[] bytes = STREAM.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            var scanner = new TokenScanner();
            int tokens = scanner.scan(Unpooled.wrappedBuffer(bytes, 0, cut));
            tokens += scanner.scan(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
            assertThat(tokens).as("cut at %d", cut).isEqualTo(2);
            assertThat(scanner.done()).as("cut at %d", cut).isTrue();
        }
    }

    @Test
    void aStreamWithoutItsEndIsNotDone() {
        var scanner = new TokenScanner();
        scanner.scan(Unpooled.copiedBuffer(STREAM.substring(0, STREAM.indexOf("ONE]")), UTF_8));
        assertThat(scanner.done()).isFalse();
        assertThat(scanner.tokens()).isEqualTo(2);
    }
}
