package io.serai.tokens.unigram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencePiecesTest {
    @ParameterizedTest
    @ValueSource(strings = {"unigram-rules", "unigram-bytes", "bpe-bytes", "bpe-suffix"})
    void encodesAsSentencePiece(String model) throws Exception {
        Tokenizer tokenizer = SentencePieces.read(bytes(model + ".model"));
        int count = 0;
        try (var rows = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(bytes("expected.jsonl"))) {
            for (JsonNode row : rows.readAll()) {
                if (row.get("model").asText().equals(model)) {
                    String text = row.get("text").asText();
                    int[] ids = IntStream.range(0, row.get("ids").size())
                            .map(i -> row.get("ids").get(i).asInt())
                            .toArray();
                    assertThat(tokenizer.encode(text, false)).as(text).isEqualTo(ids);
                    Encoding encoding = tokenizer.encodeWithOffsets(text, false);
                    assertThat(encoding.ids()).as(text).isEqualTo(ids);
                    assertThat(Arrays.stream(encoding.ends()).max().orElse(0)).isLessThanOrEqualTo(text.length());
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(80);
    }

    @Test
    void decodesBytesAndTheFirstSpaceGoes() throws Exception {
        Tokenizer tokenizer = SentencePieces.read(bytes("bpe-bytes.model"));
        for (String text : new String[] {"The worker answers.", "  two", "🙂 Ω", "12\n3", ""}) {
            int[] ids = tokenizer.encode(text, true);
            assertThat(ids[0]).isEqualTo(tokenizer.id("<s>"));
            assertThat(tokenizer.decode(ids, true)).isEqualTo(text);
        }
    }

    @Test
    void controlPiecesInTextBecomeTheirIds() throws Exception {
        Tokenizer tokenizer = SentencePieces.read(bytes("bpe-bytes.model"));
        int end = tokenizer.id("</s>");
        assertThat(tokenizer.encode("a</s>b", false)).contains(end);
        assertThat(tokenizer.special(end)).isTrue();
        assertThat(tokenizer.nextBoundary("a</s>b", 0)).isEqualTo(5);
    }

    @Test
    void userDefinedPieceIsOneTokenAndVisible() throws Exception {
        Tokenizer tokenizer = SentencePieces.read(bytes("unigram-rules.model"));
        int separator = tokenizer.id("<sep>");
        assertThat(tokenizer.encode("a<sep>b", false)).contains(separator);
        assertThat(tokenizer.special(separator)).isFalse();
        assertThat(tokenizer.implementation()).isEqualTo("unigram");
    }

    @Test
    void brokenFilesAreRefused() throws Exception {
        byte[] whole = bytes("unigram-rules.model");
        assertThatThrownBy(() -> SentencePieces.read(new byte[0])).isInstanceOf(TokenizerFormatException.class);
        assertThatThrownBy(
                        () -> SentencePieces.read("{\"model\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(TokenizerFormatException.class);
        for (int length = 1; length < whole.length; length += 37) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                SentencePieces.read(cut).encode("a b", true); // cut between two fields it is a smaller model
            } catch (TokenizerFormatException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = SentencePiecesTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
