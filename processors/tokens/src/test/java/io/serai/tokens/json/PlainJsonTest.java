package io.serai.tokens.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    @Test
    void numbersKeepTheirKind() throws Exception {
        assertThat(PlainJson.read("[1, 1.0, -9223372036854775809, 1e2]"))
                .isEqualTo(List.of(1L, 1.0, new BigInteger("-9223372036854775809"), 100.0));
    }

    @Test
    void keysKeepTheirOrder() throws Exception {
        var object = (Map<?, ?>) PlainJson.read("{\"b\":1,\"a\":{\"z\":null,\"y\":true},\"b\":2}");
        assertThat(object).hasToString("{b=2, a={z=null, y=true}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "1 2", "{\"a\"}", "nul"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> PlainJson.read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> PlainJson.read("[".repeat(100_000))).isInstanceOf(JsonProcessingException.class);
    }
}
