package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.gateway.ClassifierFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyToolTest {
    private static final String TINY = ClassifierFolder.tiny().toString();

    private int code;
    private String errors = "";

    private List<JsonNode> run(String input, String... args) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        code = TextCommands.run(
                List.of(args),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8));
        errors = err.toString(UTF_8);
        return out.toString(UTF_8).lines().map(ClassifyToolTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Test
    void saysLabelAndBand() throws IOException {
        JsonNode said =
                run("", "classify", "--model", TINY, "--text", "Book a table").getFirst();
        assertThat(code).isZero();
        assertThat(said.at("/intent/label").isTextual()).isTrue();
        assertThat(said.at("/complexity/band").asText()).isIn("easy", "medium", "hard");
        assertThat(said).hasSize(2);
        assertThat(run("", "classify", "--model=" + TINY, "--text", "x", "--embedding")
                        .getFirst()
                        .path("embedding")
                        .path(0)
                        .isNumber())
                .isTrue();
    }

    @Test
    void eachLineIsOneText() throws IOException {
        List<JsonNode> said = run(
                "{\"text\":\"\"}\n{\"text\":\"\ud83d\ude00\"}\n{\"text\":3}\n{\"txt\":\"a\"}\nx\n{\"text\":\"last\"}\n",
                "classify",
                "--jsonl",
                "--model",
                TINY);
        assertThat(said).hasSize(6);
        assertThat(said.getFirst().at("/intent/label").asText()).isEqualTo("other");
        assertThat(said.subList(2, 5)).allMatch(line -> line.has("error"));
        assertThat(said.getLast().has("intent")).isTrue();
        assertThat(code).isEqualTo(1);
    }

    /** What the file holds was made by Python. Decisions near a limit may fall otherwise on another processor. */
    @Test
    void goldenVectorsComeOutAsTheyAre() throws IOException {
        List<JsonNode> said = run("", "classify", "--golden", TINY);
        List<JsonNode> wanted = Files.readAllLines(ClassifierFolder.tiny().resolve("golden.jsonl")).stream()
                .map(ClassifyToolTest::json)
                .toList();
        assertThat(said).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode expected = wanted.get(i).path("outputs");
            assertThat(said.get(i).path("decisions"))
                    .hasSameSizeAs(wanted.get(i).path("decisions"));
            for (var output : expected.properties()) {
                near(said.get(i).path("outputs").path(output.getKey()), output.getValue());
            }
        }
        assertThat(code).isZero();
    }

    private static void near(JsonNode actual, JsonNode wanted) {
        if (wanted.isNumber()) {
            assertThat(actual.asDouble()).isCloseTo(wanted.asDouble(), within(0.05));
            return;
        }
        assertThat(actual).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            near(actual.path(i), wanted.path(i));
        }
    }

    @Test
    void piiMergesRulesAndSpansOfAModel() throws IOException {
        JsonNode golden = Files.readAllLines(ClassifierFolder.tiny().resolve("golden.jsonl")).stream()
                .map(ClassifyToolTest::json)
                .filter(line -> !line.at("/decisions/pii").isEmpty())
                .filter(line -> line.at("/decisions/pii/0/score").asDouble() > 0.6)
                .findFirst()
                .orElseThrow();
        String text = golden.path("text").asText() + " ... mail a@example.com";
        JsonNode both = run("", "pii", "--model", TINY, "--text", text, "--min-score", "0").getFirst();
        assertThat(both.path("entities").toString()).contains("\"source\":\"rule:email\"", "\"source\":\"model");
        assertThat(both.path("masked").asText()).doesNotContain("a@example.com");
        assertThat(run("", "pii", "--text", text, "--min-score", "0").toString()).doesNotContain("\"source\":\"model");
        assertThat(run("", "pii", "--model", TINY, "--text", text, "--types", "NONSENSE")
                        .toString())
                .contains("NONSENSE", "EMAIL_ADDRESS");
    }

    @Test
    void saysWhatIsWrong(@TempDir Path folder) throws IOException {
        run("", "classify", "--text", "x", "--model", folder.resolve("nowhere").toString());
        assertThat(code).isEqualTo(2);
        assertThat(errors).contains("there is no folder");
        run("", "classify", "--text", "x", "--model", folder.toString());
        assertThat(errors).contains("manifest.json");
        run("", "classify", "--model", TINY);
        assertThat(errors).contains("--text and --file");
        run("", "classify", "--golden", folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(errors).contains("golden.jsonl");
        run("", "classify", "--golden", TINY, "--text", "x");
        assertThat(errors).contains("leave out --text");
    }
}
