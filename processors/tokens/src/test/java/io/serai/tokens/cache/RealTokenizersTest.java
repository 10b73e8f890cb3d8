package io.serai.tokens.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of real vocabularies, cut at their boundaries, have the ids that they have as a whole. */
final class RealTokenizersTest {
    private static final Path FILES = Optional.ofNullable(System.getenv("SERAI_TOKENIZER_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers"));

    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "a",
            "é",
            "e\u0301",
            "\u0301",
            "你好",
            "😀",
            "\ud83d",
            "Hello",
            "'s",
            "123",
            "<|",
            "|>",
            "<",
            "x".repeat(300),
            "word ".repeat(60),
            "你".repeat(260));

    @ParameterizedTest
    @ValueSource(strings = {"qwen3", "deepseek_v3", "llama2"})
    void cachedIdsAreTheTokenizersOwn(String name) throws IOException {
        Path file = FILES.resolve(name).resolve("tokenizer.json");
        assumeTrue(Files.exists(file), "no tokenizer at " + file);
        Tokenizer plain = Tokenizers.load(file);
        CachingTokenizer cached = new TokenCache(1 << 20).around(plain);
        SplittableRandom random = new SplittableRandom(7);
        List<String> pieces = pieces(plain, random);
        for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(14); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(cached.encode(text.toString(), false)).isEqualTo(plain.encode(text.toString(), false));
        }
        assertThat(cached.stats().partialHits()).isPositive();
        assertThat(cached.stats().evictions()).isPositive();
    }

    private static List<String> pieces(Tokenizer tokenizer, SplittableRandom random) {
        int[] special = IntStream.range(0, tokenizer.vocabularySize())
                .filter(tokenizer::special)
                .toArray();
        List<String> pieces = new ArrayList<>(PIECES);
        for (int i = 0; i < 12; i++) {
            String token = tokenizer.token(special[random.nextInt(special.length)]);
            pieces.add(token == null ? "" : token);
        }
        return pieces;
    }
}
