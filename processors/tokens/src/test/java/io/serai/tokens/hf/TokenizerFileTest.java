package io.serai.tokens.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.UnsupportedPartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, odd, or ask for what is not here. */
class TokenizerFileTest {
    private static final String SOUND =
            "{'model': {'type': 'BPE', 'vocab': {'a': 0, 'b': 1, 'ab': 2}, 'merges': ['a b']}}";

    private static Tokenizer read(String json) throws IOException {
        return Tokenizers.load(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "t.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SOUND,
                "{'model': {'vocab': {'a': 0, 'b': 1, 'ab': 2}, 'merges': ['a b']}}",
                "{'model': {'merges': [['a', 'b']], 'vocab': {'ab': 2, 'b': 1, 'a': 0}, 'type': 'BPE'}, 'later': [1]}"
            })
    void readsBothSpellingsOfMergesInAnyOrder(String json) throws IOException {
        assertThat(read(json).encode("aba", false)).containsExactly(2, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; is empty",
                "[1]; a JSON object",
                "{'a': 1}; no model",
                "{'model': 5}; model",
                "{'model': {'type': 'BPE', 'merges': []}}; no vocab",
                "{'model': {'type': 'BPE', 'vocab': {}}}; no merges",
                "{'model': {'type': 'BPE', 'vocab': {'a': -1}, 'merges': []}}; model.vocab[\"a\"]",
                "{'model': {'type': 'BPE', 'vocab': {'a': 99999999}, 'merges': []}}; model.vocab[\"a\"]",
                "{'model': {'type': 'BPE', 'vocab': {'a': 'x'}, 'merges': []}}; is x",
                "{'model': {'type': 'BPE', 'vocab': {'a': 0}, 'merges': ['a']}}; model.merges[0]",
                "{'model': {'type': 'BPE', 'vocab': {'a': 0}, 'merges': [['a']]}}; model.merges[0]",
                "{'model': {'type': 'BPE', 'vocab': {'a': 0}, 'merges': [['a','a','a']]}}; model.merges[0]",
                "{'model': {'type': 'BPE', 'vocab': {'a': 0}, 'merges': ['a a']}}; lacks: \"aa\"",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': [], 'byte_fallback': 'x'}}; model.byte_fallback",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'normalizer': []}; normalizer",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'normalizer': {'type':'Prepend'}}; prepend",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'added_tokens': [{'id': 1}]}; no content",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'decoder': {'type':'Replace'}}; pattern",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'decoder': {'type':'Strip','content':''}}; content",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'normalizer': {'type':'Prepend','prepend':'\\ud83d'}}; half",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'pre_tokenizer': {'type':'Split','pattern':'\\ud83d'}}; half",
                "{'model': {'type': 'BPE', 'vocab': {}, 'merges': []}, 'post_processor': {'type':'TemplateProcessing','single':[{'SpecialToken':{'id':'<s>'}},{'Sequence':{}}],'special_tokens':{'<s>':{'ids':['x']}}}}; a list of ids"
            })
    void aBrokenFileIsRefusedAndSaysWhere(String json, String words) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(TokenizerFormatException.class)
                .isNotInstanceOf(UnsupportedPartException.class)
                .hasMessageContaining("t.json")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'model': {'type': 'Quantum'}; Quantum",
                "'normalizer': {'type': 'Nmt'}; Nmt",
                "'pre_tokenizer': {'type': 'UnicodeScripts'}; UnicodeScripts",
                "'pre_tokenizer': {'type':'Split','pattern':{'Regex':'[[:alpha:]]'},'behavior':'Isolated'}; [[:alpha:]]",
                "'pre_tokenizer': {'type':'Split','pattern':{'Regex':'(?<a'},'behavior':'Isolated'}; (?<a",
                "'decoder': {'type': 'Morse'}; Morse",
                "'post_processor': {'type': 'Mail'}; Mail"
            })
    void aPartThatIsNotKnownIsTold(String part, String name) {
        String json = part.startsWith("'model'") ? "{" + part + "}" : SOUND.replaceFirst("\\}$", ", " + part + "}");
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        UnsupportedPartException.class,
                        e -> assertThat(e.part()).contains(name));
    }

    @Test
    void theFallbackIsAskedOnlyForUnknownParts(@TempDir Path folder) throws IOException {
        Tokenizer other = read(SOUND);
        Path unknown = Files.writeString(folder.resolve("unknown.json"), "{\"model\": {\"type\": \"Quantum\"}}");
        assertThat(Tokenizers.load(unknown, (file, why) -> other)).isSameAs(other);
        assertThatThrownBy(() -> Tokenizers.load(unknown)).isInstanceOf(UnsupportedPartException.class);
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"model\": ");
        assertThatThrownBy(() -> Tokenizers.load(broken, (file, why) -> other))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("broken.json");
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() {
        ObjectNode file = Pipelines.json(Pipelines.first());
        String json = file.toString();
        for (int cut = 0; cut < json.length(); cut += cut < 200 || cut > json.length() - 200 ? 1 : 97) {
            byte[] bytes = json.substring(0, cut).getBytes(StandardCharsets.UTF_8);
            assertThat(catchThrowable(() -> Tokenizers.load(bytes, "cut")))
                    .as("cut at %d", cut)
                    .isInstanceOf(TokenizerFormatException.class);
        }
    }

    @Test
    void anAddedTokenHasALimit() {
        String content = "a".repeat(5000);
        assertThatThrownBy(() -> read(
                        SOUND.replaceFirst("\\}$", ", 'added_tokens': [{'id': 3, 'content': '" + content + "'}]}")))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("added_tokens[0].content has 5000");
    }

    @Test
    void nestingHasALimit() {
        String deep = "{\"x\": " + "[".repeat(100_000);
        assertThatThrownBy(() -> Tokenizers.load(deep.getBytes(StandardCharsets.UTF_8), "deep"))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("depth");
    }
}
