package io.serai.steps.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestObjectTest {
    private static void refused(String body, String... words) {
        assertThatThrownBy(() -> RequestObject.read(body.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("Stream")
                .hasMessageNotContaining("Source");
    }

    @Test
    void saysWhatIsWrongWithTheBody() {
        refused("{\"a\":", "not valid JSON", "line 1", "send a JSON object");
        refused("[1]", "not a JSON object");
        refused("{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}", "nests too deep", "fewer levels");
        refused("{\"a\":" + "1".repeat(2000) + "}", "too long");
    }
}
