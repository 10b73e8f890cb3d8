package io.serai.tokens.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's folder, small enough to read. */
final class TinyModel {
    static final String TOKENIZER = """
            {"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]},
             "added_tokens": [
               {"id": 3, "content": "<s>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
               {"id": 4, "content": "</s>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
               {"id": 5, "content": "<|im_end|>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}],
             "normalizer": null,
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
             "post_processor": null,
             "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}}
            """;

    private final Path folder;

    private TinyModel(Path folder) {
        this.folder = folder;
    }

    /** A folder with a vocabulary and nothing else. */
    static TinyModel in(Path folder) throws IOException {
        return new TinyModel(Files.createDirectories(folder)).with("tokenizer.json", TOKENIZER);
    }

    TinyModel with(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    LoadedLanguage load() throws IOException {
        return ModelFolder.load(folder, LoadOptions.DEFAULTS);
    }

    LoadedLanguage load(LoadOptions options) throws IOException {
        return ModelFolder.load(folder, options);
    }
}
