package io.serai.tokens.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.prompt.deepseek.DeepSeekPrompts;
import io.serai.tokens.prompt.harmony.HarmonyPrompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    Path folder;

    @Test
    void readsTheVocabulary() throws IOException {
        LoadedLanguage model = TinyModel.in(folder).load();
        assertThat(model.tokenizer().encode("ab<s>", false)).containsExactly(2, 3);
        assertThat(model.renderer()).isNull();
        assertThat(model.promptSource()).isEqualTo("none");
        assertThat(model.sampling()).isEqualTo(DefaultSampling.NONE);
        assertThat(model.contextTokens()).isEmpty();
    }

    @Test
    void joinsWhatTheFilesSayOfTheEnd() throws IOException {
        LoadedLanguage model = TinyModel.in(folder)
                .with(
                        "config.json",
                        "{\"model_type\":\"qwen3\",\"eos_token_id\":7,\"text_config\":{\"eos_token_id\":9}}")
                .with("generation_config.json", "{\"eos_token_id\":[8,7]}")
                .with("tokenizer_config.json", "{\"eos_token\":{\"content\":\"</s>\"}}")
                .load();
        assertThat(model.stopTokens()).containsExactlyInAnyOrder(7, 8, 9, 4, 5);
    }

    @Test
    void readsLengthAndSampling() throws IOException {
        LoadedLanguage model = TinyModel.in(folder)
                .with("config.json", "{\"text_config\":{\"max_position_embeddings\":32768}}")
                .with(
                        "generation_config.json",
                        "{\"temperature\":0.6,\"top_p\":0.95,\"top_k\":20,\"repetition_penalty\":1}")
                .load();
        assertThat(model.contextTokens()).isEqualTo(OptionalInt.of(32768));
        assertThat(model.sampling()).isEqualTo(new DefaultSampling(0.6, 0.95, 20, 1.0));
    }

    @Test
    void aLengthThatMeansUnknownIsNone() throws IOException {
        assertThat(TinyModel.in(folder)
                        .with("tokenizer_config.json", "{\"model_max_length\":1000000000000000019884624838656}")
                        .load()
                        .contextTokens())
                .isEmpty();
    }

    @Test
    void theTemplateFileComesBeforeTheConfiguration() throws IOException {
        FolderFiles files =
                files(Map.of("chat_template.jinja", "file", "additional_chat_templates/tool_use.jinja", "tools"));
        var found = FolderTemplates.find(files, Map.of("chat_template", "config"), null);
        assertThat(found.source()).isEqualTo("chat_template.jinja");
        assertThat(found.named()).containsExactly(Map.entry("default", "file"), Map.entry("tool_use", "tools"));
    }

    @Test
    void olderPlacesForTemplatesFollow() throws IOException {
        FolderFiles json = files(Map.of("chat_template.json", "{\"chat_template\":\"json\"}"));
        assertThat(FolderTemplates.find(json, Map.of("chat_template", "config"), null)
                        .text())
                .isEqualTo("json");
        assertThat(FolderTemplates.find(json, Map.of(), "mine"))
                .isEqualTo(new FolderTemplates("override", Map.of("default", "mine")));
    }

    @Test
    void theConfigurationMayHoldSeveral() throws IOException {
        TinyModel.in(folder)
                .with(
                        "tokenizer_config.json",
                        "{\"chat_template\":[{\"name\":\"default\",\"template\":\"d\"},{\"name\":\"tool_use\",\"template\":\"t\"}]}");
        FolderFiles files = new FolderFiles(folder);
        var found = FolderTemplates.find(files, files.json("tokenizer_config.json"), null);
        assertThat(found.source()).isEqualTo("tokenizer_config.json");
        assertThat(found.named()).containsEntry("default", "d").containsEntry("tool_use", "t");
    }

    @Test
    void someModelsNeedNoTemplate() throws IOException {
        TinyModel tiny = TinyModel.in(folder);
        assertThat(tiny.with("config.json", "{\"model_type\":\"gpt_oss\"}")
                        .load()
                        .renderer())
                .isInstanceOf(HarmonyPrompts.class);
        LoadedLanguage deepSeek = tiny.with("config.json", "{\"architectures\":[\"DeepseekV32ForCausalLM\"]}")
                .load();
        assertThat(deepSeek.renderer()).isInstanceOf(DeepSeekPrompts.class);
        assertThat(deepSeek.promptSource()).isEqualTo("built-in deepseek-v3.2");
    }

    @Test
    void specialTokensComeFromBothFiles() {
        Map<String, Object> tokens = SpecialTokens.of(
                Map.of("bos_token", Map.of("content", "<s>"), "eos_token", "</s>"),
                Map.of("eos_token", "<eos>", "pad_token", "<pad>"));
        assertThat(tokens)
                .containsExactly(
                        Map.entry("bos_token", "<s>"), Map.entry("eos_token", "</s>"), Map.entry("pad_token", "<pad>"));
    }

    @Test
    void namesTheFileThatIsBroken() throws IOException {
        TinyModel tiny = TinyModel.in(folder).with("config.json", "{\"a\":");
        assertThatThrownBy(tiny::load)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("config.json is no JSON");
        tiny.with("config.json", "[]");
        assertThatThrownBy(tiny::load).hasMessageContaining("config.json is no JSON object");
    }

    @Test
    void keepsTheFoldersPlaceToItself() throws IOException {
        TinyModel tiny = TinyModel.in(folder).with("tokenizer.json", "{\"model\":7}");
        assertThatThrownBy(tiny::load)
                .isInstanceOf(ModelLoadException.class)
                .message()
                .contains("tokenizer.json")
                .doesNotContain(folder.toString());
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> ModelFolder.load(folder.resolve("empty"), LoadOptions.DEFAULTS))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("tokenizer.json");
        assertThatThrownBy(() -> ModelFolder.load(folder.resolve("nowhere"), LoadOptions.DEFAULTS))
                .hasMessageContaining("there is no folder");
    }

    private FolderFiles files(Map<String, String> texts) throws IOException {
        TinyModel tiny = TinyModel.in(folder);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            tiny.with(text.getKey(), text.getValue());
        }
        return new FolderFiles(folder);
    }
}
