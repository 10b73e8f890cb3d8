package io.serai.tokens.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Tokenizer;
import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.tiktoken.TiktokenFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The o200k vocabulary as a rank file, which must give the ids that its {@code tokenizer.json} gives. */
class RankFileGoldenTest {
    private static final String NAME = "gptoss_lenml";
    private static final int RANKS = 199_998;

    @TempDir
    private Path folder;

    @Test
    void ranksGiveTheIdsOfMerges() throws Exception {
        Loaded loaded = Loaded.of(NAME);
        Path file = ranks(loaded.tokenizer().orElseThrow());
        Tokenizer harmony = TiktokenFiles.read(file);
        Goldens goldens = loaded.goldens().orElseThrow();
        Map<String, String> texts = goldens.texts();
        var differences = new Differences();
        int skipped = 0;
        for (JsonNode row : goldens.rows(NAME, "encode")) {
            String id = row.get("text_id").asText();
            String text = texts.getOrDefault(id, "");
            if (text.contains("<|")) {
                skipped++; // the two files spell special tokens differently
            } else {
                differences.compare(
                        id,
                        row.get("ids").toString(),
                        Arrays.toString(harmony.encode(text, false)).replace(" ", ""));
            }
        }
        assumeTrue(skipped < 200, "too many texts left out");
        differences.assertNone();
    }

    private Path ranks(Tokenizer tokenizer) throws IOException {
        Path file = folder.resolve("o200k_base.tiktoken");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int rank = 0; rank < RANKS; rank++) {
                String token = Objects.requireNonNull(tokenizer.token(rank));
                byte[] bytes = Objects.requireNonNull(ByteAlphabet.bytes(token));
                lines.write(Base64.getEncoder().encodeToString(bytes) + " " + rank + "\n");
            }
        }
        return file;
    }
}
