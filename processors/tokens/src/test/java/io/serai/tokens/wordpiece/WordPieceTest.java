package io.serai.tokens.wordpiece;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.golden.RandomText;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {
    private static final String FILE = """
            {"added_tokens": [{"id": 0, "content": "[PAD]", "special": true}, {"id": 1, "content": "[UNK]", "special": true},
                              {"id": 2, "content": "[CLS]", "special": true}, {"id": 3, "content": "[SEP]", "special": true}],
             "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                            "strip_accents": null, "lowercase": %s},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "TemplateProcessing",
                 "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                            {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                 "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                    "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
             "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                       "max_input_chars_per_word": 6,
                       "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "un": 4, "##able": 5, "##a": 6, "a": 7,
                                 "cafe": 8, "Cafe": 9, ",": 10, "好": 11, "##ble": 12, "天": 13, "i": 14, "##s": 15,
                                 "unable": 16, "##un": 17}}}
            """;

    private static final Tokenizer LOWER = load("true");

    private static Tokenizer load(String lowercase) {
        try {
            return Tokenizers.load(FILE.formatted(lowercase).getBytes(UTF_8), "test");
        } catch (TokenizerFormatException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unable       | 16",
                "unun         | 4 17",
                "a,a          | 7 10 7",
                "aable        | 7 5",
                "aaable       | 7 6 5",
                "unx a        | 1 7", // one part unknown: the whole word is
                "unablea      | 1", // seven characters are too many
                "CAFÉ         | 8",
                "Cafe\u0301   | 8",
                "天好a         | 13 11 7",
                "a\u00ADa     | 7 6", // a soft hyphen goes without a trace
                "a\u2003a     | 7 7",
                "İs           | 14 15",
                "[SEP]a       | 3 7",
                "''           | ''",
            })
    void cutsWords(String text, String ids) {
        int[] expected = ids.isEmpty()
                ? new int[0]
                : Arrays.stream(ids.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        assertThat(LOWER.encode(text, false)).isEqualTo(expected);
    }

    @Test
    void placesAreThoseOfTheOriginal() {
        Encoding encoding = LOWER.encodeWithOffsets(" Café 天", true);
        assertThat(encoding.ids()).containsExactly(2, 8, 13, 3);
        assertThat(encoding.starts()).containsExactly(0, 1, 6, 0);
        assertThat(encoding.ends()).containsExactly(0, 5, 7, 0);
    }

    @Test
    void accentsStayWithCapitals() {
        Tokenizer cased = load("false");
        assertThat(cased.encode("Cafe", false)).containsExactly(9);
        assertThat(cased.encode("Café", false)).containsExactly(1);
    }

    @Test
    void decodesWords() {
        assertThat(LOWER.decode(new int[] {2, 4, 5, 10, 7, 3}, false)).isEqualTo("[CLS] unable, a [SEP]");
        assertThat(LOWER.decode(new int[] {2, 4, 5, 10, 7, 3}, true)).isEqualTo("unable, a");
        assertThat(LOWER.implementation()).isEqualTo("wordpiece");
    }

    @Test
    void rowsAreCutAndPadded() {
        var inputs = new EncoderInputs(LOWER, new EncoderInputs.Shape(4, 6, 0));
        assertThat(inputs.of("a a a a").ids()).containsExactly(2, 7, 7, 3, 0, 0);
        assertThat(inputs.of("a").attention()).containsExactly(1, 1, 1, 0, 0, 0);
        assertThatThrownBy(() -> new EncoderInputs(LOWER, new EncoderInputs.Shape(1, 0, 0)))
                .hasMessageContaining("maxLength");
    }

    @Test
    void unknownTokenMustBeInTheVocabulary() {
        String file = FILE.formatted("true")
                .replace("\"[UNK]\": 1, ", "")
                .replace("\"unk_token\": \"[UNK]\"", "\"unk_token\": \"?\"");
        assertThatThrownBy(() -> Tokenizers.load(file.getBytes(UTF_8), "test")).hasMessageContaining("unk_token");
    }

    /** The library insists on fields that we do not need. */
    @Test
    void agreesWithTheReferenceLibrary() throws Exception {
        String added = "\"special\": true, \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                + " \"normalized\": false}";
        byte[] json = FILE.formatted("true")
                .replace("{\"added_tokens\"", "{\"version\": \"1.0\", \"added_tokens\"")
                .replace("\"special\": true}", added)
                .replace(
                        "\"special_tokens\": {\"[CLS]\"",
                        "\"pair\": [{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}},"
                                + " {\"Sequence\": {\"id\": \"B\", \"type_id\": 1}}], \"special_tokens\": {\"[CLS]\"")
                .getBytes(UTF_8);
        Tokenizer library = DjlTokenizer.of(json);
        var texts = new RandomText(3, List.of("[SEP]", "unable", "Café", "天"));
        for (int i = 0; i < 3000; i++) {
            String text = texts.next();
            Encoding expected = library.encodeWithOffsets(text, true);
            Encoding actual = LOWER.encodeWithOffsets(text, true);
            assertThat(actual.ids()).as(text).isEqualTo(expected.ids());
            assertThat(actual.starts()).as(text).isEqualTo(expected.starts());
            assertThat(actual.ends()).as(text).isEqualTo(expected.ends());
        }
    }

    @Test
    void wordLevelKnowsWholeWordsOnly() throws Exception {
        Tokenizer words = Tokenizers.load("""
                {"pre_tokenizer": {"type": "Whitespace"},
                 "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2}}}
                """.getBytes(UTF_8), "test");
        assertThat(words.encode("a b ab", false)).containsExactly(1, 2, 0);
    }
}
