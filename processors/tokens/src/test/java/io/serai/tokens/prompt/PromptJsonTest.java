package io.serai.tokens.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptJsonTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1.0, 1.0, 1.0",
        "-0.0, -0.0, -0.0",
        "1e15, 1000000000000000.0, 1000000000000000.0",
        "1e16, 1e+16, 1e16",
        "1.5e300, 1.5e+300, 1.5e300",
        "0.0001, 0.0001, 0.0001",
        "0.00001, 1e-05, 0.00001",
        "1.25e-7, 1.25e-07, 1.25e-7",
        "123456789.25, 123456789.25, 123456789.25",
        "12345678901234567890123, 12345678901234567890123, 1.2345678901234568e22"
    })
    void writesNumbersAsTheTwoLanguagesDo(String json, String python, String rust) throws JsonProcessingException {
        assertThat(PromptJson.spaced(PlainJson.read(json))).isEqualTo(python);
        assertThat(PromptJson.compact(PlainJson.read(json))).isEqualTo(rust);
    }

    @Test
    void keepsOrderAndEscapesLittle() throws JsonProcessingException {
        Object value = PlainJson.read("{\"b\":[true,null,{}],\"a\":\"é</>\\\"\\\\\\n\\u0001\\u007f\"}");
        assertThat(PromptJson.spaced(value))
                .isEqualTo("{\"b\": [true, null, {}], \"a\": \"é</>\\\"\\\\\\n\\u0001\u007f\"}");
        assertThat(PromptJson.compact(value))
                .isEqualTo("{\"b\":[true,null,{}],\"a\":\"é</>\\\"\\\\\\n\\u0001\u007f\"}");
    }
}
