package io.serai.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {
    private static final String WORDS = """
            {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "%s"},
             "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void folderIsReadByItsBestFile() throws Exception {
        copy("unigram/bpe-bytes.model", "tokenizer.model");
        assertThat(Tokenizers.inFolder(folder).implementation()).isEqualTo("bpe");
        copy("tiktoken/tokenizer_config.json", "tokenizer_config.json");
        copy("tiktoken/tiktoken.model", "tiktoken.model");
        assertThat(Tokenizers.inFolder(folder).implementation()).isEqualTo("tiktoken");
        Files.writeString(folder.resolve("tokenizer.json"), WORDS.formatted("Whitespace"));
        assertThat(Tokenizers.inFolder(folder).implementation()).isEqualTo("wordpiece");
    }

    @Test
    void emptyFolderNamesWhatIsWanted() {
        assertThatThrownBy(() -> Tokenizers.inFolder(folder))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("tokenizer.json");
    }

    @Test
    void partThatIsNotKnownIsLeftToTheLibrary() throws Exception {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), WORDS.formatted("UnicodeScripts"));
        assertThatThrownBy(() -> Tokenizers.load(file))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessageContaining("UnicodeScripts");
        Tokenizer tokenizer = Tokenizers.loadAny(file);
        assertThat(tokenizer.implementation()).isEqualTo("djl");
        assertThat(tokenizer.encode("a", false)).containsExactly(1);
    }

    @Test
    void brokenFilesAreNotLeftToTheLibrary() throws Exception {
        Path json = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"");
        Path model = Files.writeString(folder.resolve("tokenizer.model"), "no model");
        assertThatThrownBy(() -> Tokenizers.loadAny(json)).hasMessageContaining("tokenizer.json");
        assertThatThrownBy(() -> Tokenizers.loadAny(model)).hasMessageContaining("tokenizer.model");
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = TokenizersTest.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(in, resource), folder.resolve(name));
        }
    }
}
