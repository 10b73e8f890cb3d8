package io.serai.tokens.hf;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.Tokenizers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A boundary is the same wherever the window ends that it is looked for in. */
final class BoundaryWindowTest {
    private static final String JSON = """
            {"model": {"type": "BPE", "vocab": {"x": 0, "y": 1}, "merges": []},
             "added_tokens": [
               {"id": 2, "content": "<a>", "special": true},
               {"id": 3, "content": "<a>, and more", "special": true},
               {"id": 4, "content": "<m>", "special": true, "rstrip": true},
               {"id": 5, "content": "word", "special": true, "single_word": true}]}
            """;
    private static final int WINDOW = 1024;

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a>, and more", "<m>", "word"})
    void isTheEndOfTheFirstTokenWhereverItStands(String token) throws TokenizerFormatException {
        Tokenizer tokenizer = Tokenizers.load(JSON.getBytes(StandardCharsets.UTF_8), "test");
        for (int before = WINDOW - 40; before < WINDOW + 20; before++) {
            for (String filler : new String[] {"x".repeat(before - 1) + "<", "-".repeat(before)}) {
                String text = filler + token;
                String behind = ", y".repeat(2 * WINDOW) + "<a>";
                assertThat(tokenizer.nextBoundary(text + behind, 0)).isEqualTo(text.length());
                assertThat(tokenizer.nextBoundary(text, 0)).isEqualTo(text.length());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 900, 1020, 1024, 3000, 70_000})
    void whiteSpaceThatATokenTakesBelongsToItHoweverMuchItIs(int spaces) throws TokenizerFormatException {
        Tokenizer tokenizer = Tokenizers.load(JSON.getBytes(StandardCharsets.UTF_8), "test");
        String text = "x".repeat(100) + "<m>" + " ".repeat(spaces);
        assertThat(tokenizer.nextBoundary(text + "y", 0)).isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1021, 1024, 5000})
    void aTextWithoutTokensHasNone(int length) throws TokenizerFormatException {
        Tokenizer tokenizer = Tokenizers.load(JSON.getBytes(StandardCharsets.UTF_8), "test");
        assertThat(tokenizer.nextBoundary("x".repeat(length), 0)).isEqualTo(-1);
        assertThat(tokenizer.nextBoundary("<".repeat(length) + "a", 0)).isEqualTo(-1);
        assertThat(tokenizer.nextBoundary("x".repeat(length) + "words", length / 2))
                .isEqualTo(-1);
    }
}
