package io.serai.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    @Test
    void writesEveryKind() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("b", Arrays.asList(1, 2L, 1.0, null, true, "x\"", new int[] {7, 8}, new int[0]));
        object.put("a", Map.of());
        object.put("n", new BigInteger("123456789012345678901234567890"));
        object.put("nan", Double.NaN);
        assertThat(JsonValues.write(object)).isEqualTo("""
                {"b":[1,2,1.0,null,true,"x\\"",[7,8],[]],"a":{},"n":123456789012345678901234567890,"nan":null}""");
    }

    @Test
    void membersKeepTheirOrder() {
        assertThat(JsonValues.write(JsonValues.members("b", 1, "a", null, "c", JsonValues.members())))
                .isEqualTo("""
                {"b":1,"a":null,"c":{}}""");
    }

    @Test
    void refusesWhatIsNoPlainValue() {
        assertThatThrownBy(() -> JsonValues.write(List.of('c'))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void jacksonReadsItBack(@ForAll Map<String, List<String>> value) throws JsonProcessingException {
        assertThat(JACKSON.readTree(JsonValues.write(value))).isEqualTo(JACKSON.<JsonNode>valueToTree(value));
    }
}
