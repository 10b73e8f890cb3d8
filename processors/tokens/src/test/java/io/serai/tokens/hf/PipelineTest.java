package io.serai.tokens.hf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.tokens.hf.Pipelines.Case;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every part of a pipeline does what the reference library does. */
class PipelineTest {
    static List<Case> cases() {
        return Pipelines.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void encodesAndDecodesAsTheReference(Case c) {
        String text = c.expected().get("text").asText();
        int[] ids = ints(c.expected().get("ids"));
        assertThat(c.tokenizer().encode(text, true)).isEqualTo(ids);
        Encoding encoding = c.tokenizer().encodeWithOffsets(text, true);
        assertThat(encoding.ids()).isEqualTo(ids);
        assertThat(places(encoding)).isEqualTo(ints(c.expected().get("places")));
        String decoded = c.expected().get("decoded").asText();
        assertThat(c.tokenizer().decode(ids, false)).isEqualTo(decoded);
        assertThat(streamed(c.tokenizer(), ids)).isEqualTo(decoded);
    }

    @Test
    void knowsItsTokens() {
        PipelineTokenizer tokenizer = Pipelines.named("nfc before bytes");
        int end = tokenizer.id("<|end|>");
        assertThat(tokenizer.special(end)).isTrue();
        assertThat(tokenizer.special(tokenizer.id("<think>"))).isFalse();
        assertThat(tokenizer.token(end)).isEqualTo("<|end|>");
        assertThat(tokenizer.bytes(end)).asString().isEqualTo("<|end|>");
        assertThat(tokenizer.bytes(tokenizer.id("\u0120"))).asString().isEqualTo(" ");
        assertThat(tokenizer.vocabularySize()).isEqualTo(tokenizer.id("<think>") + 1);
        assertThat(tokenizer.token(tokenizer.vocabularySize())).isNull();
        assertThat(tokenizer.bytes(-1)).isEmpty();
        assertThat(tokenizer.id("no such token")).isEqualTo(-1);
        assertThat(tokenizer.implementation()).isEqualTo("bpe");
        int[] ids = tokenizer.encode("a<|end|><think>", false);
        assertThat(tokenizer.decode(ids, true)).isEqualTo("a<think>");
        assertThat(tokenizer.decode(new int[] {-5, 1 << 30}, false)).isEmpty();
    }

    private static int[] places(Encoding encoding) {
        int[] places = new int[2 * encoding.length()];
        for (int i = 0; i < encoding.length(); i++) {
            places[2 * i] = encoding.starts()[i];
            places[2 * i + 1] = encoding.ends()[i];
        }
        return places;
    }

    private static String streamed(PipelineTokenizer tokenizer, int[] ids) {
        TextStream stream = tokenizer.stream(false);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            stream.push(id, text);
        }
        stream.end(text);
        return text.toString();
    }

    private static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }
}
