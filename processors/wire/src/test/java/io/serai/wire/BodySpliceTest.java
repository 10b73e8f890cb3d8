package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.EngineRequest.Bytes;
import io.serai.core.RequestFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodySpliceTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    private static String joined(List<Bytes> pieces) {
        var out = new ByteArrayOutputStream();
        for (Bytes piece : pieces) {
            out.write(piece.array(), piece.span().start(), piece.span().length());
        }
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"model":"old","b":2}  | {"a":1,"model":"new","b":2}
            {"model" : "old" }           | {"model" : "new" }
            {"model":null}               | {"model":"new"}
            {"model":""}                 | {"model":"new"}
            {"mod\\u0065l":"old"}        | {"mod\\u0065l":"new"}
            { "a":1}                     | {"model":"new", "a":1}
            {}                           | {"model":"new"}
            { }                          | {"model":"new" }
            {"model":"new"}              | {"model":"new"}
            {"model":"n\\u0065w"}        | {"model":"n\\u0065w"}
            """)
    void writesTheModel(String body, String expected) {
        byte[] bytes = body.getBytes(UTF_8);
        var pieces = BodySplice.withModel(bytes, RequestSkimmer.skim(Api.SCORE, bytes), "new");
        assertThat(joined(pieces)).isEqualTo(expected);
    }

    @Test
    void aBodyThatSaysSoAlreadyIsSentAsItIs() {
        byte[] body = "{\"model\":\"m\"}".getBytes(UTF_8);
        var pieces = BodySplice.withModel(body, RequestSkimmer.skim(Api.SCORE, body), "m");
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().array()).isSameAs(body);
    }

    /** The empty name is what a null is read as, and still not the same JSON. */
    @Test
    void aNullIsWrittenOverEvenWithTheEmptyName() {
        byte[] body = "{\"model\":null,\"q\":1}".getBytes(UTF_8);
        var fields = RequestSkimmer.skim(Api.OTHER, body);
        assertThat(joined(BodySplice.withModel(body, fields, ""))).isEqualTo("{\"model\":\"\",\"q\":1}");
        assertThat(joined(BodySplice.with(body, fields, "", "\"a\":1"))).isEqualTo("{\"a\":1,\"model\":\"\",\"q\":1}");
    }

    @Test
    void piecesOfTheBodyAreNotCopied() {
        byte[] body = "{\"model\":\"m\",\"x\":1}".getBytes(UTF_8);
        var pieces = BodySplice.withModel(body, RequestSkimmer.skim(Api.SCORE, body), "other");
        assertThat(pieces).hasSize(3);
        assertThat(pieces.getFirst().array()).isSameAs(body);
        assertThat(pieces.getLast().array()).isSameAs(body);
    }

    /** Changes the model and nothing else, whatever the body and the name. */
    @Property(tries = 2000)
    void changesNothingButTheModel(@ForAll long seed, @ForAll String model) throws IOException {
        byte[] body = new RandomJson(seed).request().getBytes(UTF_8);
        RequestFields fields = skimmed(body);
        Assume.that(fields != null);
        if (fields == null) {
            return;
        }
        String spliced = joined(BodySplice.withModel(body, fields, model));
        var expected = (ObjectNode) JACKSON.readTree(body);
        expected.put("model", model);
        assertThat(JACKSON.readTree(spliced)).isEqualTo(expected);
        assertThat(RequestSkimmer.skim(Api.OTHER, spliced.getBytes(UTF_8)).model())
                .isEqualTo(model);
    }

    private static @Nullable RequestFields skimmed(byte[] body) {
        try {
            return RequestSkimmer.skim(Api.OTHER, body);
        } catch (CallError refused) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{};                                 {\"a\":1,\"model\":\"new\"}",
                "{ \"q\":1};                         {\"a\":1,\"model\":\"new\", \"q\":1}",
                "{\"q\":1,\"model\":\"old\",\"r\":2};  {\"a\":1,\"q\":1,\"model\":\"new\",\"r\":2}",
                "{\"model\":\"new\",\"r\":2};        {\"a\":1,\"model\":\"new\",\"r\":2}",
                "{\"model\":null};                   {\"a\":1,\"model\":\"new\"}"
            })
    void addsFieldsInFront(String body, String expected) {
        byte[] bytes = body.getBytes(UTF_8);
        var fields = RequestSkimmer.skim(Api.SCORE, bytes);
        assertThat(joined(BodySplice.with(bytes, fields, "new", "\"a\":1"))).isEqualTo(expected);
    }

    @Test
    void withoutFieldsItIsTheModelAlone() {
        byte[] bytes = "{\"model\":\"m\"}".getBytes(UTF_8);
        var pieces = BodySplice.with(bytes, RequestSkimmer.skim(Api.SCORE, bytes), "m", "");
        assertThat(pieces).singleElement().extracting(Bytes::array).isSameAs(bytes);
    }
}
