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
            assertThat(said.get(i).path("windows")).isEqualTo(wanted.get(i).path("windows"));
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

    // ---- pii

    /** Two names by the golden file, at 0 to 5 and 10 to 12; the second is two code points in four units. */
    private static final String PARTY = "great job \ud83c\udf89\ud83c\udf89";

    @Test
    void piiFindsWhatTheModelFinds() throws IOException {
        JsonNode found = run("", "pii", "--model", TINY, "--text", PARTY, "--min-score", "0.5")
                .getFirst();
        assertThat(found.path("entities")).hasSize(2);
        assertThat(found.at("/entities/0").toString())
                .startsWith("{\"type\":\"PERSON\",\"start\":0,\"end\":5,\"score\":0.7")
                .endsWith(",\"source\":\"model:tiny@1.0.0\"}");
        assertThat(found.at("/entities/1").toString()).contains("\"start\":10,\"end\":12,");
        assertThat(found.path("masked").asText()).matches("<PERSON_[0-9A-F]{6}> job <PERSON_[0-9A-F]{6}>");
        assertThat(run("", "pii", "--model", TINY, "--text", PARTY, "--types", "EMAIL_ADDRESS")
                        .getFirst()
                        .path("entities"))
                .isEmpty();
        assertThat(run("", "pii", "--model=none", "--text", PARTY).getFirst().path("entities"))
                .isEmpty();
    }

    /** The model's random weights tell more or less of any text; the address is the rule's, whatever they say. */
    @Test
    void piiMergesTheModelsSpansWithThoseOfRules() throws IOException {
        String text = PARTY + " a@example.com";
        JsonNode found = run("{\"text\":\"" + text + "\"}\n", "pii", "--jsonl", "--model=" + TINY, "--min-score", "0")
                .getFirst();
        assertThat(found.path("entities").findValuesAsText("source")).contains("rule:email", "model:tiny@1.0.0");
        int end = 0;
        for (JsonNode entity : found.path("entities")) {
            assertThat(entity.path("start").asInt()).isGreaterThanOrEqualTo(end);
            end = entity.path("end").asInt();
        }
        assertThat(end).isLessThanOrEqualTo(text.codePointCount(0, text.length()));
        assertThat(found.path("masked").asText()).doesNotContain("a@example.com");
    }

    @Test
    void piiSaysWhatIsWrong(@TempDir Path folder) throws IOException {
        String lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
        for (String model : List.of(folder.resolve("nowhere").toString(), folder.toString())) {
            assertThat(run(lines, "pii", "--jsonl", "--model", model)).isEmpty();
            assertThat(code).isEqualTo(2);
            assertThat(errors).startsWith("serai: ").contains(model).hasLineCount(1);
        }
        run("", "pii", "--model=none", "--text", "x", "--types", "PERSON");
        assertThat(code).isEqualTo(2);
        assertThat(errors)
                .contains("there is no rule for [PERSON], and no model")
                .contains("EMAIL_ADDRESS");
        run("", "pii", "--text", "x", "--model", TINY, "--types", "PERSON,NONSENSE");
        assertThat(errors)
                .contains("there is no rule for [NONSENSE], and the model")
                .contains("PERSON");
        run("", "pii", "--model=none", "--text", "x", "--min-score", "2");
        assertThat(errors).contains("the minimum score is 2.0");
    }

    /** Rules alone would look like a text without names. */
    @Test
    void piiDoesNotDoWithoutItsModelUntold() throws IOException {
        assertThat(run("", "pii", "--text", "x")).isEmpty();
        assertThat(code).isEqualTo(2);
        assertThat(errors).contains("holds no released model").contains("--model none for rules alone");
    }

    @Test
    void piiTakesNoModelWithoutSpans(@TempDir Path folder) throws IOException {
        ClassifierFolder.write(folder, "1.0.0");
        Path manifest = folder.resolve("manifest.json");
        JsonNode tree = json(Files.readString(manifest));
        for (var heads = tree.path("heads").elements(); heads.hasNext(); ) {
            if (heads.next().path("kind").asText().equals("tokens")) {
                heads.remove();
            }
        }
        Files.writeString(manifest, tree.toString());
        run("", "pii", "--text", "x", "--model", folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(errors).contains("no head of kind 'tokens'");
    }

    // ---- what is wrong

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
