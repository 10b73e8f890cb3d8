package io.serai.tokens.unigram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.golden.RandomText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our Unigram against the reference library's, on random text. */
class UnigramDifferenceTest {
    private static final int TEXTS = 1500;

    private static SentencePieceFile pieces;
    private static SentencePieceFile rules;

    @BeforeAll
    static void load() throws Exception {
        pieces = file("unigram-bytes.model");
        rules = file("unigram-rules.model");
    }

    @ParameterizedTest
    @CsvSource({"true, always, true", "true, first, false", "false, always, false", "false, never, true"})
    void agrees(boolean bytes, String prepend, boolean split) throws Exception {
        byte[] json = json(bytes, prepend, split);
        Tokenizer ours = Tokenizers.load(json, "test");
        Tokenizer theirs = DjlTokenizer.of(json);
        assertThat(ours.implementation()).isEqualTo("unigram");
        var texts = new RandomText(7, List.of("</s>", "The worker answers", "é", "今日", "request", "Größe", "1\u20DE"));
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            Encoding expected = theirs.encodeWithOffsets(text, false);
            Encoding actual = ours.encodeWithOffsets(text, false);
            assertThat(actual.ids()).as(text).isEqualTo(expected.ids());
            assertThat(actual.starts()).as(text).isEqualTo(expected.starts());
            assertThat(actual.ends()).as(text).isEqualTo(expected.ends());
            assertThat(ours.decode(actual.ids(), false)).as(text).isEqualTo(theirs.decode(actual.ids(), false));
        }
    }

    private static byte[] json(boolean bytes, String prepend, boolean split) throws Exception {
        var vocabulary = new ArrayList<List<Object>>();
        for (SentencePieceFile.Piece piece : pieces.pieces()) {
            vocabulary.add(List.of(piece.text(), (double) piece.score()));
        }
        Map<String, Object> space =
                Map.of("type", "Metaspace", "replacement", "\u2581", "prepend_scheme", prepend, "split", split);
        Map<String, Object> end = Map.of(
                "id",
                2,
                "content",
                "</s>",
                "special",
                true,
                "normalized",
                false,
                "single_word",
                false,
                "lstrip",
                false,
                "rstrip",
                false);
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "version",
                        "1.0",
                        "added_tokens",
                        List.of(end),
                        "normalizer",
                        Map.of(
                                "type",
                                "Precompiled",
                                "precompiled_charsmap",
                                Base64.getEncoder().encodeToString(rules.charsMap())),
                        "pre_tokenizer",
                        space,
                        "decoder",
                        space,
                        "model",
                        Map.of("type", "Unigram", "unk_id", 0, "byte_fallback", bytes, "vocab", vocabulary)))
                .getBytes(UTF_8);
    }

    private static SentencePieceFile file(String name) throws Exception {
        try (InputStream in = UnigramDifferenceTest.class.getResourceAsStream(name)) {
            return SentencePieceFile.of(Objects.requireNonNull(in, name).readAllBytes());
        }
    }
}
