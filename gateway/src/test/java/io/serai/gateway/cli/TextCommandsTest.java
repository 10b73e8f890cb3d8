package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.gateway.TinyModel;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCommandsTest {
    private static final String CALL =
            "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": \"\u00e9\ud83d\ude00\"}}\n</tool_call>";

    @TempDir
    Path folder;

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
        return out.toString(UTF_8).lines().map(TextCommandsTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static String quoted(String text) throws IOException {
        return new ObjectMapper().writeValueAsString(text);
    }

    // ---- render

    @Test
    void rendersFilesAndTexts() throws IOException {
        Path template = Files.writeString(folder.resolve("t.jinja"), TinyModel.TEMPLATE);
        Path context = Files.writeString(
                folder.resolve("c.json"), "{\"messages\": [{\"role\": \"user\", \"content\": \"h\u00e9\"}]}");
        assertThat(run("", "render", "--template", template.toString(), "--context", context.toString())
                        .toString())
                .isEqualTo("[{\"ok\":true,\"text\":\"[user]h\u00e9\"}]");
        String lines = "{\"template\":" + quoted(template.toString()) + ",\"context\":" + quoted(context.toString())
                + "}\n" + "\n{\"template\":\"{{ x }} \u4e2d\",\"context\":{\"x\":1.0}}\n";
        assertThat(run(lines, "render", "--jsonl").toString())
                .isEqualTo("[{\"ok\":true,\"text\":\"[user]h\u00e9\"}, {\"ok\":true,\"text\":\"1.0 \u4e2d\"}]");
        assertThat(code).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-26",
                "2026-07-26T12:30:00",
                "2026-07-26 12:30",
                "2026-07-26T12:30:00Z",
                "2026-07-26T23:30:00-05:00"
            })
    void theClockCanBeFixed(String now) throws IOException {
        String line = "{\"template\":\"{{ strftime_now('%d %b %Y') }}\",\"context\":{}}";
        assertThat(run(line, "render", "--jsonl", "--now", now)
                        .getFirst()
                        .path("text")
                        .asText())
                .isEqualTo("26 Jul 2026");
    }

    @Test
    void aBadLineDoesNotEndTheOthers() throws IOException {
        String lines = """
                {"template":"{{ raise_exception('no system') }}","context":{}}
                not json
                {"template":"{% if %}","context":{}}
                {"template":"missing.jinja","context":{}}
                {"template":"{{ 1 }}"}
                {"template":"{{ 1 }}","context":{}}
                """;
        List<JsonNode> results = run(lines, "render", "--jsonl");
        assertThat(results).hasSize(6);
        assertThat(results.subList(0, 5)).allSatisfy(it -> {
            assertThat(it.path("ok").asBoolean(true)).isFalse();
            assertThat(it.path("error").asText()).isNotEmpty();
        });
        assertThat(results.getFirst().path("error").asText()).contains("no system");
        assertThat(results.get(2).path("error").asText()).containsOnlyOnce("line 1");
        assertThat(results.getLast().path("text").asText()).isEqualTo("1");
        assertThat(code).isEqualTo(1);
    }

    /** What an editor on Windows writes is read, and what no editor shows is said: bytes, lines. */
    @Test
    void linesAreReadAsTheyAre() throws IOException {
        String good = "{\"template\":\"{{ 1 }}\",\r\"context\":{}}";
        var bytes = new ByteArrayOutputStream();
        bytes.write(("\ufeff" + good + "\r\n\r\n{\"template\":\"\u00fc").getBytes(UTF_8));
        bytes.write(0xff);
        bytes.write(("\"}\n" + good).getBytes(UTF_8));
        var out = new ByteArrayOutputStream();
        code = TextCommands.run(
                List.of("render", "--jsonl"),
                new ByteArrayInputStream(bytes.toByteArray()),
                new PrintStream(out, false, UTF_8),
                System.err);
        List<JsonNode> results =
                out.toString(UTF_8).lines().map(TextCommandsTest::json).toList();
        assertThat(results).hasSize(3);
        assertThat(results.get(0).path("text").asText()).isEqualTo("1");
        assertThat(results.get(1).path("error").asText()).contains("no valid UTF-8 at byte 16");
        assertThat(results.get(1).path("line").asInt()).isEqualTo(3);
        assertThat(results.get(2).path("text").asText()).isEqualTo("1");
        assertThat(code).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--text", "--file"})
    void linesAndATextOfTheFlagsAreTwoThings(String flag) throws IOException {
        var err = new ByteArrayOutputStream();
        code = TextCommands.run(
                List.of("pii", "--model=none", "--jsonl", flag, "x"),
                new ByteArrayInputStream("{\"text\":\"x\"}\n".getBytes(UTF_8)),
                new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("leave out --text, --file");
    }

    @Test
    void aResultIsOneLineForEveryReader() throws IOException {
        String line = "{\"template\":\"{{ x }}\",\"context\":{\"x\":\"a\\u2028b\\u0085c\\nd\"}}\n";
        var out = new ByteArrayOutputStream();
        code = TextCommands.run(
                List.of("render", "--jsonl"),
                new ByteArrayInputStream(line.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                System.err);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"ok\":true,\"text\":\"a\\u2028b\\u0085c\\nd\"}\n");
    }

    // ---- tokenize

    @Test
    void tokenizesThereAndBack() throws IOException {
        String tokenizer = TinyModel.write(folder.resolve("m")).toString();
        String lines = "{\"text\":\"a\u00e9<|end|>\"}\n{\"ids\":[97,195,169,256]}\n"
                + "{\"ids\":[256,97],\"skip_special_tokens\":true}\n{\"ids\":[195]}\n";
        List<JsonNode> results = run(lines, "tokenize", "--tokenizer", tokenizer, "--jsonl");
        assertThat(results.get(0).toString())
                .isEqualTo("{\"ids\":[97,195,169,256],\"pieces\":[\"a\",\"\u00c3\",\"\u00a9\",\"<|end|>\"]}");
        assertThat(results.get(1).toString())
                .isEqualTo("{\"text\":\"a\u00e9<|end|>\",\"deltas\":[\"a\",\"\",\"\u00e9\",\"<|end|>\"]}");
        assertThat(results.get(2).path("text").asText()).isEqualTo("a");
        assertThat(results.get(3).toString()).isEqualTo("{\"text\":\"\ufffd\",\"deltas\":[\"\",\"\ufffd\"]}");
        assertThat(code).isZero();
        assertThat(run("", "tokenize", "--tokenizer", tokenizer + "/tokenizer.json", "--text", "ab")
                        .toString())
                .isEqualTo("[{\"ids\":[97,98],\"pieces\":[\"a\",\"b\"]}]");
        assertThat(run("", "tokenize", "--tokenizer", tokenizer, "--ids", "97,98")
                        .getFirst()
                        .path("text")
                        .asText())
                .isEqualTo("ab");
    }

    @Test
    void aTokenizerThatIsNotThereFailsEachLine() throws IOException {
        assertThat(run("{\"text\":\"a\"}\n", "tokenize", "--tokenizer", "nowhere", "--jsonl")
                        .getFirst()
                        .path("error")
                        .asText())
                .contains("nowhere");
        assertThat(code).isEqualTo(1);
    }

    // ---- parse

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many"})
    void chunksArePositive(String chunks) throws IOException {
        List<JsonNode> out = run("", "parse", "--dialect=hermes", "--raw=x", "--chunks=" + chunks);
        assertThat(out + errors).contains("'chunks' is " + chunks + "; give a positive number");
        assertThat(code).isNotZero();
    }

    @Test
    void anEndTooEarlyIsToldInPlainWords() throws IOException {
        List<JsonNode> out = run("{\"raw\": [1\n", "parse", "--dialect=hermes", "--jsonl");
        assertThat(out + errors)
                .contains("is no JSON")
                .contains("line")
                .doesNotContain("Source")
                .doesNotContain("REDACTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"chunks\":1", ",\"chunks\":3", ",\"chunks\":1000", ",\"chunks\":null"})
    void parsesWhateverTheCut(String chunks) throws IOException {
        String line = "{\"dialect\":\"hermes\",\"reasoning_start\":\"none\",\"raw\":" + quoted("Look: " + CALL)
                + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]" + chunks + "}";
        JsonNode result = run(line, "parse", "--jsonl").getFirst();
        assertThat(result.path("content").asText().strip()).isEqualTo("Look:");
        assertThat(result.path("reasoning").asText()).isEmpty();
        assertThat(result.path("tool_calls").toString())
                .isEqualTo("[{\"name\":\"f\",\"arguments\":{\"x\":\"\u00e9\ud83d\ude00\"}}]");
        assertThat(code).isZero();
    }

    @Test
    void parsesByFlagsAndByAModelsName() throws IOException {
        Path file = Files.writeString(folder.resolve("raw.txt"), "why</think>so");
        JsonNode result = run(
                        "",
                        "parse",
                        "--model",
                        "deepseek-ai/DeepSeek-R1",
                        "--file",
                        file.toString(),
                        "--chunks=2",
                        "--reasoning-start=prompt")
                .getFirst();
        assertThat(result.path("reasoning").asText()).isEqualTo("why");
        assertThat(result.path("content").asText()).isEqualTo("so");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dialect\":\"nope\",\"raw\":\"x\"}",
                "{\"raw\":\"x\"}",
                "{\"dialect\":\"hermes\"}",
                "{\"dialect\":\"hermes\",\"raw\":\"x\",\"reasoning_start\":\"here\"}",
                "{\"dialect\":\"hermes\",\"raw\":\"x\",\"chunks\":-1}",
                "{\"dialect\":\"hermes\",\"raw\":\"x\",\"chunks\":{}}",
                "{\"dialect\":\"hermes\",\"raw\":\"x\",\"tools\":{}}",
                "{\"dialect\":\"hermes\",\"raw\":\"x\",\"tools\":[{}]}",
                "[]"
            })
    void saysWhatIsWrongWithALine(String line) throws IOException {
        assertThat(run(line, "parse", "--jsonl").getFirst().path("error").asText())
                .isNotEmpty()
                .doesNotContain("Exception");
        assertThat(code).isEqualTo(1);
    }

    // ---- flags

    @ParameterizedTest
    @ValueSource(
            strings = {
                "render",
                "render --template x",
                "render --tmplate x",
                "render --template",
                "tokenize --text x",
                "parse --dialect hermes",
                "parse --raw x",
                "parse --raw x --file y --dialect hermes"
            })
    void refusesWrongFlags(String words) throws IOException {
        assertThat(run("", words.split(" ", -1))).isEmpty();
        assertThat(code).isEqualTo(2);
        assertThat(errors).startsWith("serai: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "tokenize", "parse", "classify", "pii"})
    void helps(String command) throws IOException {
        var out = new ByteArrayOutputStream();
        int help = TextCommands.run(
                List.of(command, "--help"), new ByteArrayInputStream(new byte[0]), new PrintStream(out), System.err);
        assertThat(help).isZero();
        assertThat(out.toString(UTF_8)).startsWith("usage: serai " + command).contains("--jsonl");
        assertThat(TextCommands.known(command)).isTrue();
        assertThat(TextCommands.known("up")).isFalse();
    }

    // ---- pii

    @Test
    void piiCountsCodePoints() throws IOException {
        String lines =
                "{\"text\":\"\ud83d\ude00 a@example.com \ud83d\ude00 4111111111111111\"}\n{\"text\":\"hello\"}\n{}\n";
        List<JsonNode> results = run(lines, "pii", "--jsonl", "--model", "none");
        JsonNode entities = results.getFirst().path("entities");
        assertThat(entities).hasSize(2);
        assertThat(entities.get(0).toString())
                .startsWith("{\"type\":\"EMAIL_ADDRESS\",\"start\":2,\"end\":15,\"score\":0.")
                .endsWith(",\"source\":\"rule:email\"}");
        assertThat(entities.get(1).path("start").asInt()).isEqualTo(18);
        assertThat(entities.get(1).path("end").asInt()).isEqualTo(34);
        assertThat(results.getFirst().path("masked").asText())
                .matches("\ud83d\ude00 <EMAIL_ADDRESS_[0-9A-F]{6}> \ud83d\ude00 <CREDIT_CARD_[0-9A-F]{6}>");
        assertThat(results.get(1).toString()).isEqualTo("{\"entities\":[],\"masked\":\"hello\"}");
        assertThat(results.get(2).path("error").asText()).contains("'text' is missing");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void piiLooksForTheTypesAndScoresAskedFor() throws IOException {
        String text = "a@example.com 203.0.113.7";
        assertThat(run("", "pii", "--model", "none", "--text", text, "--types", "IP_ADDRESS")
                        .getFirst()
                        .path("entities"))
                .hasSize(1);
        assertThat(run("", "pii", "--model", "none", "--text", text, "--min-score", "0.9")
                        .getFirst()
                        .path("entities"))
                .hasSize(1);
        run("", "pii", "--model", "none");
        assertThat(code).isEqualTo(2);
    }
}
