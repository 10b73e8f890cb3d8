package io.serai.tokens.hf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Small pipelines with what the reference library makes of some texts: {@code pipelines.json}, of two vocabularies of
 * our own.
 */
final class Pipelines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode FILE = file();

    private Pipelines() {}

    /** A text, what it should become, and the pipeline. */
    record Case(String name, PipelineTokenizer tokenizer, JsonNode expected) {
        @Override
        public String toString() {
            return name + ": " + expected.get("text");
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (JsonNode pipeline : FILE.get("pipelines")) {
            String name = pipeline.get("name").asText();
            PipelineTokenizer tokenizer = load(json(pipeline), name);
            pipeline.get("cases").forEach(expected -> cases.add(new Case(name, tokenizer, expected)));
        }
        return cases;
    }

    static PipelineTokenizer named(String name) {
        for (JsonNode pipeline : FILE.get("pipelines")) {
            if (pipeline.get("name").asText().equals(name)) {
                return load(json(pipeline), name);
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The tokenizer file of a pipeline. */
    static ObjectNode json(JsonNode pipeline) {
        ObjectNode file = JSON.createObjectNode();
        file.setAll((ObjectNode) pipeline.get("parts"));
        ObjectNode model =
                FILE.get("models").get(pipeline.get("model").asText()).deepCopy();
        model.setAll((ObjectNode) pipeline.get("settings"));
        file.set("model", model);
        return file;
    }

    static JsonNode first() {
        return FILE.get("pipelines").get(0);
    }

    private static PipelineTokenizer load(ObjectNode json, String name) {
        try {
            return TokenizerFile.read(json.toString().getBytes(StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode file() {
        try (InputStream in = Pipelines.class.getResourceAsStream("pipelines.json")) {
            return JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
