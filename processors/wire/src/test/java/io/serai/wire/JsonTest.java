package io.serai.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    @Test
    void quotesWhatMustBeQuoted() {
        assertThat(Json.quote("a\"b\\c\n\r\t\u0000\u001f/\u00e9"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f/\u00e9\"");
        assertThat(Json.quote("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
        assertThat(Json.quote("\ude00\ud83d")).isEqualTo("\"\\ude00\\ud83d\"");
    }

    @Property
    void jacksonReadsItBack(@ForAll String text) throws JsonProcessingException {
        assertThat(JACKSON.readValue(Json.quote(text), String.class)).isEqualTo(text);
        assertThat(JACKSON.readValue('"' + Json.escaped(text) + '"', String.class))
                .isEqualTo(text);
    }
}
