package io.serai.tokens.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Encoding;
import io.serai.tokens.TokenizerFormatException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DjlTokenizerTest {
    private static final String BYTE_LEVEL = """
            {"version": "1.0", "truncation": {"max_length": 2, "strategy": "LongestFirst", "stride": 0},
             "added_tokens": [{"id": 9, "content": "<|end|>", "special": true, "single_word": false,
                               "lstrip": false, "rstrip": false, "normalized": false}],
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
             "post_processor": {"type": "TemplateProcessing",
                 "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "<|end|>", "type_id": 0}}],
                 "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                 "special_tokens": {"<|end|>": {"id": "<|end|>", "ids": [9], "tokens": ["<|end|>"]}}},
             "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
             "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "Ġ": 2, "ab": 3, "Ġab": 4, "ð": 5, "Ł": 6, "ĺ": 7, "Ģ": 8},
                       "merges": ["a b", "Ġ ab"]}}
            """;

    private static DjlTokenizer tokenizer;

    @BeforeAll
    static void load() throws Exception {
        tokenizer = DjlTokenizer.of(BYTE_LEVEL.getBytes(UTF_8));
    }

    @Test
    void encodesWholeTextsWhateverTheFileSaysOfTheirLength() {
        assertThat(tokenizer.encode("ab ab ab<|end|>b", false)).containsExactly(3, 4, 4, 9, 1);
        assertThat(tokenizer.encode("ab", true)).containsExactly(3, 9);
        assertThat(tokenizer.encode("", false)).isEmpty();
    }

    @Test
    void placesAreUtf16Units() {
        Encoding encoding = tokenizer.encodeWithOffsets("😀ab", true);
        assertThat(encoding.ids()).containsExactly(5, 6, 7, 8, 3, 9);
        assertThat(encoding.starts()).containsExactly(0, 0, 0, 0, 2, 0);
        assertThat(encoding.ends()).containsExactly(2, 2, 2, 2, 4, 0);
    }

    @Test
    void decodesAndSkipsWhatItDoesNotKnow() {
        assertThat(tokenizer.decode(new int[] {3, 9, 77, -1, 4}, false)).isEqualTo("ab<|end|> ab");
        assertThat(tokenizer.decode(new int[] {3, 9, 4}, true)).isEqualTo("ab ab");
    }

    @Test
    void streamsNoHalfCharacter() {
        var stream = tokenizer.stream(true);
        var out = new StringBuilder();
        for (int id : new int[] {3, 5, 6, 7}) {
            stream.push(id, out);
        }
        assertThat(out).hasToString("ab");
        stream.push(8, out);
        stream.push(9, out);
        stream.push(5, out);
        assertThat(out).hasToString("ab😀");
        stream.end(out);
        assertThat(out).hasToString("ab😀\uFFFD");
    }

    @Test
    void knowsItsVocabulary() {
        assertThat(tokenizer.vocabularySize()).isEqualTo(10);
        assertThat(tokenizer.token(4)).isEqualTo("Ġab");
        assertThat(tokenizer.token(10)).isNull();
        assertThat(tokenizer.id("<|end|>")).isEqualTo(9);
        assertThat(tokenizer.special(9)).isTrue();
        assertThat(tokenizer.special(3)).isFalse();
        assertThat(tokenizer.bytes(4)).isEqualTo(" ab".getBytes(UTF_8));
        assertThat(tokenizer.bytes(5)).isEqualTo(new byte[] {(byte) 0xF0});
        assertThat(tokenizer.implementation()).isEqualTo("djl");
    }

    @Test
    void loneSurrogateIsReplaced() {
        var piece = new String(new char[] {'a', '\uD800', 'b'});
        assertThat(tokenizer.encode(piece, false)).contains(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"model\":{\"type\":\"Nonsense\"}}",
                "{\"added_tokens\":[{\"id\":-3}]}",
                "{\"model\":{\"vocab\":{\"a\":-3}}}",
                "{\"model\":{\"vocab\":{\"a\":2147483647}}}"
            })
    void whatIsNoTokenizerIsRefused(String json) {
        assertThatThrownBy(() -> DjlTokenizer.of(json.getBytes(UTF_8))).isInstanceOf(TokenizerFormatException.class);
    }
}
