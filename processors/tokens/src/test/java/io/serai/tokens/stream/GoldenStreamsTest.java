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
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden pieces of real vocabularies, a small one of each kind; their files are those of the golden tests. */
final class GoldenStreamsTest {
    private static final Path GOLDENS = Path.of("../../../shared/data/goldens/tokenizers");
    private static final Path FILES = Optional.ofNullable(System.getenv("SERAI_TOKENIZER_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"deepseek_v3", "llama2", "minilm_l6"})
    void givesThePiecesOfEachCase(String name) throws IOException {
        Path manifest = GOLDENS.resolve("manifest.json");
        assumeTrue(Files.exists(manifest), "no golden data at " + manifest);
        JsonNode entry = JSON.readTree(manifest.toFile()).path("tokenizers").path(name);
        Path cases = GOLDENS.resolve(name).resolve("incremental.jsonl.gz");
        Path file = FILES.resolve(name).resolve("tokenizer.json");
        assumeTrue(Files.exists(file), "no tokenizer at " + file);
        String kind = entry.path("stream_kind").asText();
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
