package io.serai.tokens.tiktoken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.bpe.WordScanners;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiktokenFilesTest {
    private static final int RANKS = 700;

    private static Tokenizer kimi;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws Exception {
        kimi = TiktokenFiles.read(resource("tiktoken.model"));
    }

    @Test
    void cutsAndMergesAsTheirLibraries() throws Exception {
        WordScanner scanner = WordScanners.kimi();
        try (var rows = new ObjectMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(resource("expected.jsonl").toFile())) {
            int count = 0;
            for (JsonNode row : rows.readAll()) {
                String text = row.get("text").asText();
                int[] ids = IntStream.range(0, row.get("ids").size())
                        .map(i -> row.get("ids").get(i).asInt())
                        .toArray();
                assertThat(words(scanner, text)).as(text).isEqualTo(strings(row.get("words")));
                assertThat(kimi.encode(text, true)).as(text).isEqualTo(ids);
                assertThat(kimi.decode(ids, false)).isEqualTo(text);
                count++;
            }
            assertThat(count).isGreaterThan(200);
        }
    }

    private static List<String> words(WordScanner scanner, String text) {
        var words = new ArrayList<String>();
        for (int at = 0; at < text.length(); ) {
            int end = scanner.next(text.toCharArray(), at, text.length());
            words.add(text.substring(at, end));
            at = end;
        }
        return words;
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(s -> strings.add(s.asText()));
        return strings;
    }

    @Test
    void placesCoverWholeCharacters() {
        Encoding encoding = kimi.encodeWithOffsets("a🙂[EOS]é", false);
        assertThat(encoding.ids()).isEqualTo(kimi.encode("a🙂[EOS]é", false));
        int specialAt = IntStream.range(0, encoding.length())
                .filter(i -> encoding.ids()[i] == RANKS + 1)
                .findFirst()
                .orElseThrow();
        assertThat(encoding.starts()[specialAt]).isEqualTo(3);
        assertThat(encoding.ends()[specialAt]).isEqualTo(8);
        for (int i = 1; i < specialAt; i++) {
            assertThat(encoding.starts()[i]).isEqualTo(1);
            assertThat(encoding.ends()[i]).isEqualTo(3);
        }
        assertThat(encoding.ends()[encoding.length() - 1]).isEqualTo(9);
    }

    @Test
    void specialTokensAreBoundaries() {
        String text = "[BOS]hi<|im_end|>";
        assertThat(kimi.nextBoundary(text, 0)).isEqualTo(5);
        assertThat(kimi.nextBoundary(text, 5)).isEqualTo(text.length());
        assertThat(kimi.nextBoundary("hi", 0)).isEqualTo(-1);
        assertThat(kimi.encodeBetween(text, 5, text.length())).isEqualTo(kimi.encode("hi<|im_end|>", false));
    }

    @Test
    void specialTokensHaveNamesAndBytes() {
        assertThat(kimi.id("<|im_end|>")).isEqualTo(RANKS + 2);
        assertThat(kimi.token(RANKS + 255)).isEqualTo("<|reserved_token_" + (RANKS + 255) + "|>");
        assertThat(kimi.special(RANKS)).isTrue();
        assertThat(kimi.special(RANKS - 1)).isFalse();
        assertThat(kimi.bytes(RANKS)).isEqualTo("[BOS]".getBytes(UTF_8));
        assertThat(kimi.bytes(-1)).isEmpty();
        assertThat(kimi.bytes(RANKS + 256)).isEmpty();
        assertThat(kimi.vocabularySize()).isEqualTo(RANKS + 256);
        assertThat(kimi.decode(new int[] {RANKS, 'x', 99999, RANKS + 1}, true)).isEqualTo("x");
        assertThat(kimi.implementation()).isEqualTo("tiktoken");
    }

    @Test
    void loneSurrogateIsReplaced() {
        var text = new String(new char[] {'a', '\uDC00', '\uD800'});
        assertThat(kimi.decode(kimi.encode(text, false), false)).isEqualTo("a\uFFFD\uFFFD");
    }

    @Test
    void harmonyIsKnownByItsNumberOfRanks() throws Exception {
        Tokenizer harmony = TiktokenFiles.read(ranks("o200k_base.tiktoken", 199_998));
        assertThat(harmony.encode("<|start|>a<|message|><|call|>", false)).containsExactly(200006, 'a', 200008, 200012);
        assertThat(harmony.token(199998)).isEqualTo("<|startoftext|>");
        assertThat(harmony.id("<|channel|>")).isEqualTo(200005);
        assertThat(harmony.id("<|reserved_200013|>")).isEqualTo(200013);
        assertThat(harmony.id("<|reserved_200005|>")).isEqualTo(-1);
        assertThat(harmony.vocabularySize()).isEqualTo(201088);
    }

    @Test
    void fourIsKnownByItsNumberOfRanks() throws Exception {
        Tokenizer four = TiktokenFiles.read(ranks("cl100k_base.tiktoken", 100_256));
        assertThat(four.encode("a<|endoftext|>", false)).containsExactly('a', 100257);
        assertThat(four.vocabularySize()).isEqualTo(100277);
    }

    @Test
    void qwenIsKnownByItsNumberOfRanks() throws Exception {
        Tokenizer qwen = TiktokenFiles.read(ranks("qwen.tiktoken", 151_643));
        assertThat(qwen.encode("<|im_start|>a", false)).containsExactly(151644, 'a');
        assertThat(qwen.vocabularySize()).isEqualTo(151851);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no ranks
                "AA==", // no rank
                "AA== x",
                "AA== -1",
                "AA== 99999999",
                "?? 0",
                "AA== 0\nAQ== 0",
                "AA== 0\nAQ== 2"
            })
    void brokenFilesAreRefused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("x.tiktoken"), content);
        assertThatThrownBy(() -> TiktokenFiles.read(file))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("x.tiktoken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{'config': {'pattern': 'x', 'default_vocab_size': 2147483647, 'default_num_special_tokens': 2147483647}}",
                "{'config': {'pattern': 'x', 'default_vocab_size': 9, 'default_num_special_tokens': 10}}",
                "{'config': {'pattern': 'x', 'default_vocab_size': 99999999999, 'default_num_special_tokens': 10}}"
            })
    void brokenTekkenFilesAreRefused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("tekken.json"), content.replace('\'', '"'));
        assertThatThrownBy(() -> TiktokenFiles.read(file))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("tekken.json");
    }

    @Test
    void unknownNumberOfRanksNamesTheWayOut() throws Exception {
        Path file = ranks("x.tiktoken", 300);
        assertThatThrownBy(() -> TiktokenFiles.read(file)).hasMessageContaining("tokenizer_config.json");
    }

    @Test
    void nameTellsTheFormat() {
        assertThat(TiktokenFiles.knows(Path.of("m", "tiktoken.model"))).isTrue();
        assertThat(TiktokenFiles.knows(Path.of("tekken.json"))).isTrue();
        assertThat(TiktokenFiles.knows(Path.of("o200k_base.tiktoken"))).isTrue();
        assertThat(TiktokenFiles.knows(Path.of("tokenizer.json"))).isFalse();
        assertThat(TiktokenFiles.knows(Path.of("tokenizer.model"))).isFalse();
    }

    /** Ranks that never merge but for the 256 bytes: three bytes that no text has. */
    private Path ranks(String name, int count) throws IOException {
        var lines = new StringBuilder(count * 16);
        for (int rank = 0; rank < count; rank++) {
            byte[] token = rank < 256
                    ? new byte[] {(byte) rank}
                    : new byte[] {(byte) 0xFF, (byte) (rank >> 16), (byte) (rank >> 8), (byte) rank};
            lines.append(Base64.getEncoder().encodeToString(token))
                    .append(' ')
                    .append(rank)
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    private static Path resource(String name) throws URISyntaxException {
        URL url = TiktokenFilesTest.class.getResource(name);
        return Path.of(Objects.requireNonNull(url, name).toURI());
    }
}
