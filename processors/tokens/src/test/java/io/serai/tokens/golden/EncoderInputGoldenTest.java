package io.serai.tokens.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.tokens.wordpiece.EncoderInput;
import io.serai.tokens.wordpiece.EncoderInputs;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of an encoder whose tokenizer file says "cut at 128, pad to 128". */
class EncoderInputGoldenTest {
    private static final String NAME = "minilm_l6";

    @Test
    void cutsAndPads() throws Exception {
        Loaded loaded = Loaded.of(NAME);
        var tokenizer = loaded.tokenizer().orElseThrow();
        var inputs = new EncoderInputs(tokenizer, new EncoderInputs.Shape(128, 128, tokenizer.id("[PAD]")));
        Goldens goldens = loaded.goldens().orElseThrow();
        Map<String, String> texts = goldens.texts();
        var differences = new Differences();
        for (JsonNode row : goldens.rows(NAME, "encode_asis_trunc128_pad128")) {
            String id = row.get("text_id").asText();
            EncoderInput input = inputs.of(texts.getOrDefault(id, ""));
            differences.compare(id, row.get("ids").toString(), text(input.ids()));
            differences.compare(id, row.get("attention_mask").toString(), text(input.attention()));
        }
        differences.assertNone();
    }

    private static String text(int[] ids) {
        return Arrays.toString(ids).replace(" ", "");
    }
}
