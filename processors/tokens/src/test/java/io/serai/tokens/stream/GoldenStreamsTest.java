package io.serai.tokens.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden pieces of real vocabularies, whose files the tokenizer tests download. */
final class GoldenStreamsTest {
    private static final Path GOLDENS = Path.of("../../../shared/data/goldens/tokenizers");
    private static final Path FILES = Path.of(
            System.getProperty("serai.tokenizers", System.getProperty("user.home") + "/.cache/serai/tokenizers"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "qwen3, bytelevel",
        "deepseek_v3, bytelevel",
        "deepseek_v4, bytelevel",
        "gptoss_lenml, bytelevel",
        "llama3_1, bytelevel",
        "gemma3, bytefallback",
        "llama2, bytefallback_strip",
        "minilm_l6, wordpiece"
    })
    void givesThePiecesOfEachCase(String name, String kind) throws IOException {
        Path file = FILES.resolve(name).resolve("tokenizer.json");
        Path cases = GOLDENS.resolve(name).resolve("incremental.jsonl.gz");
        assumeTrue(Files.exists(cases), "no golden data at " + cases);
        assumeTrue(Files.exists(file), "no tokenizer at " + file);
        Detokenizer detokenizer = SpelledVocabulary.read(file, kind);
        List<JsonNode> read = cases(cases);
        assertThat(read).hasSizeGreaterThan(600);
        SoftAssertions all = new SoftAssertions();
        read.forEach(golden -> check(detokenizer, golden, all));
        all.assertAll();
    }

    private static void check(Detokenizer detokenizer, JsonNode golden, SoftAssertions all) {
        boolean skip = golden.path("skip_special_tokens").asBoolean();
        int[] ids = JSON.convertValue(golden.path("ids"), int[].class);
        List<String> expected = new ArrayList<>();
        golden.path("pieces").forEach(piece -> expected.add(piece.asText()));
        expected.add(golden.path("flush").asText());
        String name = golden.path("case").asText() + (skip ? " skipping special tokens" : "");
        all.assertThat(SpelledVocabulary.pieces(detokenizer.stream(skip), ids))
                .as(name)
                .containsExactlyElementsOf(expected);
        all.assertThat(detokenizer.decode(ids, skip))
                .as(name)
                .isEqualTo(golden.path("full").asText());
    }

    private static List<JsonNode> cases(Path file) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cases.add(JSON.readTree(line));
            }
        }
        return cases;
    }
}
