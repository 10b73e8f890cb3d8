package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which dialects have special tokens for markers. Tokenizer files are read where the machine has them. */
final class SpecialTokensTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a file says, the declaration says. */
    @ParameterizedTest
    @CsvSource({
        "qwen3, qwen25",
        "qwen3, qwen3_thinking",
        "deepseek_v3, deepseek_v3",
        "deepseek_v3, deepseek_r1",
        "deepseek_v3, deepseek_v31",
        "deepseek_v4, deepseek_v4",
        "gptoss_lenml, gpt_oss"
    })
    void followTheTokenizerFile(String tokenizer, String name) throws IOException {
        FamilyDialect dialect = dialect(name);
        Set<String> markers = new HashSet<>(MarkupOf.all(dialect));
        markers.addAll(dialect.tools().openers());
        markers.addAll(dialect.reasoning().markers());
        List<String> known = new ArrayList<>();
        List<String> special = new ArrayList<>();
        for (JsonNode token : addedTokens(tokenizer)) {
            String text = token.get("content").asText();
            if (markers.contains(text)) {
                known.add(text);
                if (token.get("special").asBoolean()) {
                    special.add(text);
                }
            }
        }
        if (!name.equals("deepseek_v4")) {
            // Its tokens are smaller than its markers: the name between the bars is one.
            assertThat(known).isNotEmpty();
        }
        assertThat(dialect.specialTokens()).as("special: %s", special).isEqualTo(!special.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"passthrough", "json", "pythonic", "phi4_mini", "hunyuan_a13b"})
    void plainTextIsNotSpecial(String name) {
        assertThat(dialect(name).specialTokens()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"hermes", "kimi_k2", "mistral_new", "llama3_json", "granite", "lfm2"})
    void whatIsNotKnownMayBeSpecial(String name) {
        assertThat(dialect(name).specialTokens()).isTrue();
    }

    @Test
    void twoPartsAreOrdinaryIfBothAre() {
        assertThat(Dialects.combine("qwen3_thinking", "phi4_mini").orElseThrow().specialTokens())
                .isFalse();
        assertThat(Dialects.combine("mistral", "phi4_mini").orElseThrow().specialTokens())
                .isTrue();
        assertThat(Dialects.combine("qwen3", "kimi_k2").orElseThrow().specialTokens())
                .isTrue();
    }

    private static FamilyDialect dialect(String name) {
        return (FamilyDialect) Dialects.find(name).orElseThrow();
    }

    private static JsonNode addedTokens(String tokenizer) throws IOException {
        String cache = System.getenv("SERAI_TOKENIZER_CACHE");
        Path folder = cache == null
                ? Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers")
                : Path.of(cache);
        Path file = folder.resolve(tokenizer).resolve("tokenizer.json");
        assumeThat(Files.exists(file)).as("%s is not there", file).isTrue();
        return JSON.readTree(file.toFile()).get("added_tokens");
    }
}
