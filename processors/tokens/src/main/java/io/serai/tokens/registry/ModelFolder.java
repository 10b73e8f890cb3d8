package io.serai.tokens.registry;

import io.serai.core.PromptRenderer;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.prompt.PromptOptions;
import io.serai.tokens.prompt.TemplatePrompts;
import io.serai.tokens.prompt.deepseek.DeepSeekPrompts;
import io.serai.tokens.prompt.deepseek.DeepSeekVersion;
import io.serai.tokens.prompt.harmony.HarmonyPrompts;
import io.serai.tokens.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a model's folder as its makers publish it. */
public final class ModelFolder {
    /** What makes prompts, and where it comes from. */
    private record Prompts(@Nullable PromptRenderer renderer, String source) {}

    private final TokenizerReader reader;
    private final Clock clock;

    /** A reader of folders; templates that tell the time get it from {@code clock}, in its zone. */
    ModelFolder(TokenizerReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Reads tokenizer, chat template and what else tells how the model in {@code folder} reads and writes.
     *
     * @throws ModelLoadException if a file is missing or wrong; its message names the file and what to do
     * @throws IOException        if a file cannot be read
     */
    public static LoadedLanguage load(Path folder, LoadOptions options) throws IOException {
        return new ModelFolder(Tokenizers::inFolder, Clock.system(ZoneId.systemDefault())).read(folder, options);
    }

    LoadedLanguage read(Path folder, LoadOptions options) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelLoadException("there is no folder " + folder + "; name one that holds a model's files");
        }
        var files = new FolderFiles(folder);
        Map<String, ? extends @Nullable Object> tokenizerConfig = files.json("tokenizer_config.json");
        Map<String, Object> tokens = SpecialTokens.of(tokenizerConfig, files.json("special_tokens_map.json"));
        FolderConfig config = FolderConfig.of(files);
        FolderTemplates templates = FolderTemplates.find(files, tokenizerConfig, options.chatTemplate());
        Prompts prompts = prompts(config, templates, tokens, options);
        Tokenizer tokenizer = tokenizer(folder);
        return new LoadedLanguage(
                folder,
                tokenizer,
                prompts.renderer,
                prompts.source,
                templates.text(),
                config.modelType(),
                config.stopTokens(tokenizer, tokens.get("eos_token")),
                config.contextTokens(tokenizerConfig),
                config.sampling());
    }

    /** Names files as they stand in the folder: where that is, is not for everyone who may name a model. */
    private Tokenizer tokenizer(Path folder) throws IOException {
        try {
            return reader.read(folder);
        } catch (TokenizerFormatException e) {
            String message = String.valueOf(e.getMessage());
            throw new ModelLoadException(
                    message.replace(folder + folder.getFileSystem().getSeparator(), "")
                            .replace(folder.toString(), "the folder"),
                    e);
        }
    }

    /** An operator's template wins over all; Harmony is code even where a template is there, for it says more. */
    private Prompts prompts(
            FolderConfig config, FolderTemplates templates, Map<String, Object> tokens, LoadOptions options)
            throws ModelLoadException {
        if (options.chatTemplate() == null && config.is("gpt_oss", "GptOss")) {
            return new Prompts(new HarmonyPrompts(clock, clock.getZone()), "built-in harmony");
        }
        if (!templates.none()) {
            return new Prompts(compiled(templates, tokens), templates.source());
        }
        if (config.is("deepseek_v32", "DeepseekV32")) {
            return new Prompts(new DeepSeekPrompts(DeepSeekVersion.V3_2), "built-in deepseek-v3.2");
        }
        if (config.is("deepseek_v4", "DeepseekV4")) {
            return new Prompts(new DeepSeekPrompts(DeepSeekVersion.V4), "built-in deepseek-v4");
        }
        return new Prompts(null, templates.source());
    }

    private TemplatePrompts compiled(FolderTemplates templates, Map<String, Object> tokens) throws ModelLoadException {
        try {
            return TemplatePrompts.of(templates.named(), tokens, PromptOptions.DEFAULTS, clock);
        } catch (TemplateException e) {
            String line = e.line() > 0 ? " in line " + e.line() : "";
            throw new ModelLoadException(
                    "the chat template of " + templates.source() + " is wrong" + line + ": " + e.getMessage()
                            + "; give another as chat template",
                    e);
        }
    }
}
