package io.serai.tokens.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The golden data of tokenizers, where the machine has them. */
final class Goldens {
    private static final String PLACE = "shared/data/goldens/tokenizers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private Goldens(Path folder) {
        this.folder = folder;
    }

    /** Looks beside the repository, which is some folder above the working directory. */
    static Optional<Goldens> find() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path folder = above.resolve(PLACE);
            if (Files.exists(folder.resolve("manifest.json"))) {
                return Optional.of(new Goldens(folder));
            }
        }
        return Optional.empty();
    }

    JsonNode manifest() {
        try {
            return JSON.readTree(folder.resolve("manifest.json").toFile()).get("tokenizers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> texts() {
        var texts = new HashMap<String, String>();
        for (JsonNode row : rows(folder.resolve("texts.jsonl.gz"))) {
            texts.put(row.get("id").asText(), row.get("text").asText());
        }
        return texts;
    }

    /** Lines of one file of a tokenizer; none if it has no such file. */
    List<JsonNode> rows(String tokenizer, String file) {
        Path path = folder.resolve(tokenizer).resolve(file + ".jsonl.gz");
        return Files.exists(path) ? rows(path) : List.of();
    }

    private static List<JsonNode> rows(Path path) {
        try (var in = new GZIPInputStream(Files.newInputStream(path));
                var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            var rows = new ArrayList<JsonNode>();
            values.forEachRemaining(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
