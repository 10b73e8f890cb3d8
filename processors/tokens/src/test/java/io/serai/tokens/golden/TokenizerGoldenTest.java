package io.serai.tokens.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.hf.PipelineTokenizer;
import io.serai.tokens.hf.TokenPair;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten published tokenizers, each against what its own library made of the same texts and ids. */
@ParameterizedClass(name = "{0}")
@ValueSource(
        strings = {
            "qwen3",
            "deepseek_v3",
            "deepseek_v4",
            "gptoss_lenml",
            "llama3_1",
            "gemma3",
            "llama2",
            "minilm_l6",
            "tekken_240718",
            "tekken_240911"
        })
class TokenizerGoldenTest {
    private static final int RANDOM_TEXTS = 300;

    private static Loaded loaded = Loaded.NOTHING;

    @Parameter
    String name = "";

    @BeforeParameterizedClassInvocation
    static void load(String name) throws Exception {
        loaded = Loaded.of(name);
    }

    /** One vocabulary in memory at a time. */
    @AfterParameterizedClassInvocation
    static void unload() {
        loaded = Loaded.NOTHING;
    }

    @Test
    void servesWithoutFallback() {
        assertThat(tokenizer().implementation()).isNotEqualTo("djl");
    }

    @Test
    void encodes() {
        var differences = new Differences();
        Map<String, String> texts = goldens().texts();
        for (JsonNode row : rows("encode")) {
            String text = texts.getOrDefault(row.get("text_id").asText(), "");
            boolean special = row.get("add_special_tokens").asBoolean();
            String about = row.get("text_id").asText() + " special=" + special + " " + text;
            int[] ids = ints(row.get("ids"));
            differences.compare(about, ids, tokenizer().encode(text, special));
            Encoding encoding = tokenizer().encodeWithOffsets(text, special);
            differences.compare(about + " (with places)", ids, encoding.ids());
            if (row.has("offsets_utf16")) {
                differences.compare(about, column(row.get("offsets_utf16"), 0), encoding.starts());
                differences.compare(about, column(row.get("offsets_utf16"), 1), encoding.ends());
            }
        }
        differences.assertNone();
    }

    @Test
    void decodes() {
        var differences = new Differences();
        for (JsonNode row : rows("encode")) {
            int[] ids = ints(row.get("ids"));
            String about = row.get("text_id").asText();
            differences.compare(about, row.get("decode").asText(), tokenizer().decode(ids, false));
            differences.compare(
                    about, row.get("decode_skip_special").asText(), tokenizer().decode(ids, true));
        }
        differences.assertNone();
    }

    @Test
    void streams() {
        var differences = new Differences();
        for (JsonNode row : rows("incremental")) {
            boolean skip = row.get("skip_special_tokens").asBoolean();
            int[] ids = ints(row.get("ids"));
            List<String> pieces = pieces(ids, skip);
            String about = row.get("case").asText() + " skip=" + skip;
            List<String> earliest = strings(row, "pieces", "flush");
            List<String> later = row.has("hf_pieces") ? strings(row, "hf_pieces", "hf_flush") : earliest;
            differences.compareEither(about, earliest, later, pieces);
            differences.compare(about, row.get("full").asText(), tokenizer().decode(ids, skip));
            if (row.get("concat_equals_full").asBoolean()) {
                differences.compare(about, row.get("full").asText(), String.join("", pieces));
            }
        }
        differences.assertNone();
    }

    @Test
    void knowsItsVocabulary() {
        List<JsonNode> rows = rows("vocab_probe");
        assumeFalse(rows.isEmpty(), "no expectations of single ids for " + name);
        var differences = new Differences();
        for (JsonNode row : rows) {
            int id = row.get("id").asInt();
            String token = row.get("token").asText();
            differences.compare("spelling of " + id, token, tokenizer().token(id));
            differences.compare("id of " + token, id, tokenizer().id(token));
            differences.compare(
                    "is " + id + " special",
                    row.get("special").asBoolean(),
                    tokenizer().special(id));
            String text = row.get("decode").asText();
            differences.compare("text of " + id, text, tokenizer().decode(new int[] {id}, false));
            String visible = row.get("decode_skip_special").asText();
            differences.compare("visible text of " + id, visible, tokenizer().decode(new int[] {id}, true));
        }
        differences.assertNone();
    }

    @Test
    void pairsTexts() {
        List<JsonNode> rows = rows("pairs");
        assumeFalse(rows.isEmpty(), "no expectations of pairs for " + name);
        var pipeline = (PipelineTokenizer) tokenizer();
        var differences = new Differences();
        for (JsonNode row : rows) {
            boolean special = row.get("add_special_tokens").asBoolean();
            TokenPair pair =
                    pipeline.encodePair(row.get("a").asText(), row.get("b").asText(), special);
            String about = row.get("case").asText() + " special=" + special;
            differences.compare(about, ints(row.get("ids")), pair.ids());
            differences.compare(about, ints(row.get("type_ids")), pair.typeIds());
        }
        differences.assertNone();
    }

    @Test
    void agreesWithTheReferenceLibraryOnRandomText() throws Exception {
        assumeFalse(name.startsWith("tekken"), "the library has no reader of these files");
        Tokenizer library = DjlTokenizer.of(Files.readAllBytes(loaded.file().orElseThrow()));
        var differences = new Differences();
        var texts = new RandomText(name.hashCode(), specials());
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            String text = texts.next();
            Encoding expected = library.encodeWithOffsets(text, true);
            Encoding actual = tokenizer().encodeWithOffsets(text, true);
            differences.compare(text, expected.ids(), actual.ids());
            differences.compare(text, expected.ids(), tokenizer().encode(text, true));
            differences.compare("starts in " + text, expected.starts(), actual.starts());
            differences.compare("ends in " + text, expected.ends(), actual.ends());
            String decoded = library.decode(expected.ids(), false);
            differences.compare("decoded " + text, decoded, tokenizer().decode(expected.ids(), false));
        }
        differences.assertNone();
    }

    private static List<String> specials() {
        return IntStream.range(0, tokenizer().vocabularySize())
                .filter(tokenizer()::special)
                .mapToObj(tokenizer()::token)
                .filter(Objects::nonNull)
                .limit(50)
                .toList();
    }

    private static List<String> pieces(int[] ids, boolean skipSpecial) {
        var stream = tokenizer().stream(skipSpecial);
        var pieces = new ArrayList<String>();
        var out = new StringBuilder();
        for (int id : ids) {
            stream.push(id, out);
            pieces.add(out.toString());
            out.setLength(0);
        }
        stream.end(out);
        pieces.add(out.toString());
        return pieces;
    }

    private static List<String> strings(JsonNode row, String each, String last) {
        var strings = new ArrayList<String>();
        row.get(each).forEach(s -> strings.add(s.isNull() ? "" : s.asText()));
        strings.add(row.get(last).isNull() ? "" : row.get(last).asText());
        return strings;
    }

    private static int[] ints(JsonNode array) {
        int[] ints = new int[array.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = array.get(i).asInt();
        }
        return ints;
    }

    private static int[] column(JsonNode pairs, int column) {
        int[] ints = new int[pairs.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = pairs.get(i).get(column).asInt();
        }
        return ints;
    }

    private List<JsonNode> rows(String file) {
        return goldens().rows(name, file);
    }

    private static Tokenizer tokenizer() {
        return loaded.tokenizer().orElseThrow();
    }

    private static Goldens goldens() {
        return loaded.goldens().orElseThrow();
    }
}
