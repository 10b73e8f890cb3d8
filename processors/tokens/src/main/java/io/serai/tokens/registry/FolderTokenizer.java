package io.serai.tokens.registry;

import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.tiktoken.TiktokenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Chooses among the vocabularies that a folder holds: {@code tokenizer.json} says most, so that it comes first; a file
 * of ranks comes last.
 */
final class FolderTokenizer implements TokenizerReader {
    private static final String PIPELINE = "tokenizer.json";
    private static final String TEKKEN = "tekken.json";

    @Override
    public Tokenizer read(Path folder) throws IOException {
        Path pipeline = folder.resolve(PIPELINE);
        if (Files.isRegularFile(pipeline)) {
            return Tokenizers.load(pipeline, (file, _) -> DjlTokenizer.of(Files.readAllBytes(file)));
        }
        Path tekken = folder.resolve(TEKKEN);
        if (Files.isRegularFile(tekken)) {
            // Prompts spell special tokens out; Mistral's own library never sees a prompt as text.
            return TiktokenFiles.tekken(tekken, true);
        }
        for (Path file : sorted(folder)) {
            if (TiktokenFiles.knows(file)) {
                return TiktokenFiles.read(file);
            }
        }
        throw new ModelLoadException("no vocabulary is among the model's files; add " + PIPELINE + ", " + TEKKEN
                + ", tiktoken.model or tokenizer.model");
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
