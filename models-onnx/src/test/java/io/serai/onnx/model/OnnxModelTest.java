package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxModelTest {
    private OnnxModel model;

    @BeforeAll
    void load() throws ModelException {
        model = open(ModelFolders.tiny());
    }

    @AfterAll
    void free() {
        model.close();
        assertThat(model.retain()).isFalse();
    }

    private static OnnxModel open(Path folder) throws ModelException {
        return OnnxModel.open(folder, ModelFolders.TOKENIZERS);
    }

    // ---- texts of all kinds

    static Stream<String> hostile() {
        byte[] binary = new byte[4096];
        new Random(7).nextBytes(binary);
        return Stream.of(
                "",
                " \n\t\u00a0",
                "\u200b\u200d\ufeff",
                "\0\0\0",
                new String(binary, StandardCharsets.ISO_8859_1),
                "🎉🎊👩‍👩‍👧‍👦",
                "מה שלומך \u202eabc\u202c مرحبا",
                "Ada на 東京 Αθήνα",
                "\ud83c half \udf89 pairs \ud83c",
                "x".repeat(5000),
                "word ".repeat(2000),
                "¿".repeat(300),
                "[CLS] [SEP] [PAD] [MASK] [UNK]");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anyTextGetsAnAnswer(String text) throws ModelException {
        Map<String, Signal> signals = model.classify(text);
        assertThat(signals).containsOnlyKeys("intent", "complexity", "pii", "embedding");
        var said = new Said(signals);
        assertThat(said.intent().score()).isBetween(0.0, 1.0);
        assertThat(said.complexity().score()).isBetween(0.0, 1.0);
        int end = 0;
        for (PiiSpan span : said.spans()) {
            assertThat(span.start()).isGreaterThanOrEqualTo(end);
            end = span.end();
        }
        assertThat(end).isLessThanOrEqualTo(text.length());
    }

    @Test
    void aMegabyteGetsAnAnswer() throws ModelException {
        Reading reading = model.read("naïve words, 12 of them; ".repeat(40_000));
        assertThat(reading.rows()).isGreaterThan(10_000);
        var scratch = new Scratch();
        assertThat(model.run(List.of(new Row(reading, 0), new Row(reading, reading.rows() - 1)), scratch))
                .isEmpty();
    }

    @Test
    void withoutTokensNothingRuns() throws ModelException {
        Inspection nothing = model.inspect("\u200b");
        assertThat(nothing.windows()).isEmpty();
        var said = new Said(nothing.signals());
        assertThat(said.intent().label()).isEqualTo("other");
        assertThat(said.intent().score()).isZero();
        assertThat(said.intent().scores()).containsEntry("maths", 0.0).hasSize(5);
        assertThat(said.embedding().values()).containsOnly(0f).hasSize(32);
    }

    @Test
    void withoutAnOutOfScopeLabelARowWithoutTextDecides(@TempDir Path folder) throws IOException, ModelException {
        ModelFolders.copy(folder, "\"out_of_scope\": \"other\"", "\"note\": \"none\"");
        try (var plain = open(folder)) {
            Signal.Label label = new Said(plain.classify("")).intent();
            assertThat(label.label()).isIn("other", "booking", "banking", "maths", "code");
            assertThat(label.score()).isGreaterThan(0.2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, Ada (42) | true",
                "[UNK] | true",
                "naïve | true",
                "Hello, 👍 | false",
                "∀x | false",
                "ગુજરાત શું છે | false",
                "Hello, \ue000 | false",
                "Hello, \ud83f\udff0 | false",
                "Hello, \ufffd | false",
                "Hello, \ud83c half | false",
            })
    void anEmbeddingSaysWhetherTheVocabularyHasTheWholeText(String text, boolean whole) throws ModelException {
        assertThat(new Said(model.classify(text)).embedding().whole()).isEqualTo(whole);
    }

    @Test
    void aWordTooLongForTheTokenizerIsUnknown() throws ModelException {
        assertThat(new Said(model.classify("x".repeat(100))).embedding().whole())
                .isTrue();
        assertThat(new Said(model.classify("x".repeat(101))).embedding().whole())
                .isFalse();
    }

    @Test
    void specialTokensInATextAreText() throws ModelException {
        long[] written = model.inspect("a [SEP] b").windows().getFirst().ids();
        long[] plain = model.inspect("a").windows().getFirst().ids();
        assertThat(Arrays.stream(written).filter(id -> id == plain[plain.length - 1]))
                .hasSize(1);
    }

    @Test
    void aRowDoesNotDependOnOthersOfItsBatch() throws ModelException {
        List<String> texts =
                List.of("hello", "what is 2 plus 2, please?", "My name is Ada", "ok", "book a table in Oslo");
        var rows = new ArrayList<Row>();
        texts.forEach(text -> rows.add(new Row(model.read(text), 0)));
        assertThat(model.run(rows, new Scratch())).hasSize(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            var together = new Said(model.signals(rows.get(i).reading()));
            var single = new Said(model.classify(texts.get(i)));
            assertThat(together.intent().score()).isCloseTo(single.intent().score(), within(1e-4));
            assertThat(together.complexity().score())
                    .isCloseTo(single.complexity().score(), within(1e-4));
            assertThat(together.embedding().values())
                    .containsExactly(single.embedding().values(), within(1e-4f));
            assertThat(spots(together)).isEqualTo(spots(single));
        }
    }

    private static List<String> spots(Said said) {
        return said.spans().stream()
                .map(span -> span.type() + span.start() + "-" + span.end())
                .toList();
    }

    // ---- folders that are refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"opset\": 17 | \"opset\": 18 | has opset 17, but the manifest says 18",
                "\"maths\" | \"maths\", \"more\" | but head intent of the manifest needs FLOAT with a dynamic batch and a last size of 6",
                "\"size\": 32 | \"size\": 31 | but head embedding of the manifest needs",
                "intent_logits | mood_logits | needs mood_logits",
                "input_ids | tokens | but the manifest names",
                "\"shape\": \"token_shape\" | \"none\": \"x\" | but the manifest names",
                "\"length\": 24 | \"length\": 4000 | fails on a batch",
                "dff5d4ec | dff5d4ed | has sha256",
                "\"file\": \"tokenizer.json\" | \"file\": \"none.json\" | none.json is missing",
            })
    void aContradictionIsRefused(String before, String after, String expected, @TempDir Path folder)
            throws IOException {
        ModelFolders.copy(folder, before, after);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aDamagedFileIsRefused(@TempDir Path folder) throws IOException {
        ModelFolders.copy(folder);
        byte[] graph = Files.readAllBytes(folder.resolve("model.onnx"));
        graph[graph.length / 2] ^= 1;
        Files.write(folder.resolve("model.onnx"), graph);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.onnx has sha256")
                .hasMessageContaining("copy the folder anew");
    }

    /** The checksum is right, the file is not. */
    private static void replace(Path folder, String file, byte[] bytes) throws IOException {
        String before = HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(folder.resolve(file))));
        Files.write(folder.resolve(file), bytes);
        ModelFolders.edit(folder, before, Sha256.hex(bytes));
    }

    @Test
    void whatIsNoGraphIsRefused(@TempDir Path folder) throws IOException {
        ModelFolders.copy(folder);
        byte[] graph = Files.readAllBytes(folder.resolve("model.onnx"));
        for (byte[] other :
                List.of(new byte[0], "no graph".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(graph, 999))) {
            replace(folder, "model.onnx", other);
            assertThatThrownBy(() -> open(folder)).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void aTokenizerThatTheGraphHasNoRoomForIsRefused(@TempDir Path folder) throws IOException {
        ModelFolders.copy(folder);
        String tokenizer = Files.readString(folder.resolve("tokenizer.json"));
        String larger = tokenizer
                .replace("\"vocab\":{", "\"vocab\":{\"zzzz\":100000,")
                .replace("\"vocab\": {", "\"vocab\": {\"zzzz\": 100000,");
        assertThat(larger).isNotEqualTo(tokenizer);
        replace(folder, "tokenizer.json", larger.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("of another tokenizer");
    }

    @Test
    void whatIsNoTokenizerIsRefused(@TempDir Path folder) throws IOException {
        ModelFolders.copy(folder);
        String tokenizer = Files.readString(folder.resolve("tokenizer.json"));
        replace(folder, "tokenizer.json", "{".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tokenizer that can be read");
        replace(folder, "tokenizer.json", tokenizer.replace("[SEP]", "[END]").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no [SEP]");
    }

    // ---- memory

    @Test
    void isFreedWhenNobodyHoldsIt() throws ModelException {
        OnnxModel held = open(ModelFolders.tiny());
        assertThat(held.retain()).isTrue();
        held.close();
        assertThat(held.classify("still here")).hasSize(4);
        held.release();
        assertThat(held.retain()).isFalse();
    }
}
