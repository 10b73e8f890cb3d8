package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
    @Property(tries = 500)
    void quotesAsJsonDoes(@ForAll String text) throws IOException {
        byte[] quoted = new JsonBuffer().quoted(text).take();
        assertThat(quoted).isEqualTo(Json.utf8(Json.quote(text)));
        assertThat(new ObjectMapper().readTree(quoted).asText()).isEqualTo(text);
    }

    @Test
    void escapesLoneSurrogatesOnly() {
        assertThat(new JsonBuffer().quoted("\ud83d\ude00\ud83d").take())
                .isEqualTo("\"😀\\ud83d\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void beginsAnewAfterTake() {
        var buffer = new JsonBuffer();
        assertThat(buffer.ascii("a")
                        .number(-12)
                        .raw(new byte[] {'x', 'y', 'z'}, 1, 2)
                        .length())
                .isEqualTo(5);
        assertThat(buffer.take()).asString().isEqualTo("a-12y");
        assertThat(buffer.length()).isZero();
        assertThat(buffer.take()).isEmpty();
        String large = "é".repeat(100_000);
        assertThat(buffer.quoted(large).take()).hasSize(200_002);
        assertThat(buffer.ascii("b").take()).asString().isEqualTo("b");
    }
}
