package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Embeddings, rerank, score and classify, without any delay.
 *
 * <p>An embedding is a unit vector drawn from the input's hash. A score is the share of the query's words that the
 * document has. A class has probability 1/2 each.
 */
final class PoolingPages {
    private final WorkerCore core;

    PoolingPages(WorkerCore core) {
        this.core = core;
    }

    Page embeddings(JsonNode body) throws RefusedRequest {
        List<JsonNode> inputs = inputs(body.path("input"), "input");
        boolean base64 = body.path("encoding_format").asText().equals("base64");
        int width = body.path("dimensions").asInt(core.options().embeddingDimensions());
        if (width < 1 || width > 65_536) {
            throw RefusedRequest.badRequest("dimensions: must be 1 to 65536");
        }
        ObjectNode page = Json.object().put("object", "list").put("model", model(body));
        ArrayNode data = page.putArray("data");
        for (int i = 0; i < inputs.size(); i++) {
            ObjectNode entry = data.addObject().put("object", "embedding").put("index", i);
            float[] vector = vector(inputs.get(i), width);
            if (base64) {
                entry.put("embedding", base64(vector));
            } else {
                ArrayNode values = entry.putArray("embedding");
                for (float value : vector) {
                    values.add(value);
                }
            }
        }
        return Page.json(page.set("usage", usage(inputs)));
    }

    private static float[] vector(JsonNode input, int width) {
        SplittableRandom random = new SplittableRandom(input.toString().hashCode());
        float[] vector = new float[width];
        double norm = 0;
        for (int i = 0; i < width; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
            norm += vector[i] * vector[i];
        }
        for (int i = 0; i < width; i++) {
            vector[i] /= (float) Math.sqrt(norm);
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    Page rerank(JsonNode body) throws RefusedRequest {
        String query = text(required(body, "query"));
        List<JsonNode> documents = inputs(required(body, "documents"), "documents");
        int top = body.path("top_n").asInt(0);
        List<Integer> order = IntStream.range(0, documents.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -overlap(query, text(documents.get(i)))))
                .limit(top > 0 ? top : documents.size())
                .toList();
        ArrayNode results = Json.NODES.arrayNode();
        boolean vllm = core.options().engine() == EngineKind.VLLM;
        for (int index : order) {
            String document = text(documents.get(index));
            double score = overlap(query, document);
            ObjectNode result = results.addObject().put("index", index);
            if (vllm) {
                result.put("relevance_score", score).putObject("document").put("text", document);
            } else {
                result.put("score", score).put("document", document).putObject("meta_info");
            }
        }
        if (!vllm) {
            return Page.json(results);
        }
        ObjectNode page = Json.object().put("id", "rerank-" + core.nextId()).put("model", model(body));
        page.set("results", results);
        return Page.json(page.set("usage", usage(documents)));
    }

    Page score(JsonNode body) throws RefusedRequest {
        return core.options().engine() == EngineKind.VLLM ? vllmScore(body) : sglangScore(body);
    }

    private Page sglangScore(JsonNode body) throws RefusedRequest {
        JsonNode query = required(body, "query");
        List<JsonNode> items = inputs(required(body, "items"), "items");
        int labels = Math.max(1, body.path("label_token_ids").size());
        ObjectNode page = Json.object().put("object", "scoring").put("model", model(body));
        ArrayNode scores = page.putArray("scores");
        for (JsonNode item : items) {
            ArrayNode row = scores.addArray().add(overlap(text(query), text(item)));
            for (int i = 1; i < labels; i++) {
                row.add(0.0);
            }
        }
        return Page.json(page.set("usage", usage(items)));
    }

    private Page vllmScore(JsonNode body) throws RefusedRequest {
        List<JsonNode> left = inputs(body.has("queries") ? body.path("queries") : body.path("text_1"), "text_1");
        JsonNode others = body.has("documents") ? body.path("documents") : body.path("items");
        List<JsonNode> right = inputs(others.isMissingNode() ? body.path("text_2") : others, "text_2");
        if (left.size() != 1 && left.size() != right.size()) {
            throw RefusedRequest.badRequest("Input lengths must be either 1:1, 1:N or N:N");
        }
        ObjectNode page = list("score-", body);
        ArrayNode data = page.putArray("data");
        for (int i = 0; i < right.size(); i++) {
            String query = text(left.get(left.size() == 1 ? 0 : i));
            data.addObject().put("index", i).put("object", "score").put("score", overlap(query, text(right.get(i))));
        }
        return Page.json(page.set("usage", usage(right)));
    }

    Page classify(JsonNode body) throws RefusedRequest {
        List<JsonNode> inputs = inputs(body.path("input"), "input");
        ObjectNode page = list("classify-", body);
        ArrayNode data = page.putArray("data");
        for (int i = 0; i < inputs.size(); i++) {
            ObjectNode entry = data.addObject().put("index", i).put("label", "LABEL_0");
            entry.putArray("probs").add(0.5).add(0.5);
            entry.put("num_classes", 2);
        }
        return Page.json(page.set("usage", usage(inputs)));
    }

    private ObjectNode list(String idPrefix, JsonNode body) {
        return Json.object()
                .put("id", idPrefix + core.nextId())
                .put("object", "list")
                .put("created", System.currentTimeMillis() / 1000)
                .put("model", model(body));
    }

    private String model(JsonNode body) {
        return body.path("model").asText(core.options().models().getFirst());
    }

    private static JsonNode required(JsonNode body, String field) throws RefusedRequest {
        if (!body.hasNonNull(field)) {
            throw RefusedRequest.badRequest(field + ": Field required");
        }
        return body.path(field);
    }

    /** One input per text, per list of token ids, or per document. */
    private static List<JsonNode> inputs(JsonNode node, String field) throws RefusedRequest {
        if (node.isTextual() || (node.isArray() && node.path(0).isNumber())) {
            return List.of(node);
        }
        if (!node.isArray() || node.isEmpty()) {
            throw RefusedRequest.badRequest(field + ": Field required");
        }
        List<JsonNode> inputs = new ArrayList<>();
        node.forEach(inputs::add);
        return inputs;
    }

    private static String text(JsonNode node) {
        return node.isObject() ? node.path("text").asText() : node.asText();
    }

    private static double overlap(String query, String document) {
        Set<String> wanted = words(query);
        Set<String> present = words(document);
        return (double) wanted.stream().filter(present::contains).count() / wanted.size();
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.toLowerCase(Locale.ROOT).split("\\W+", -1)));
    }

    private static ObjectNode usage(List<JsonNode> inputs) {
        int tokens = 0;
        for (JsonNode input : inputs) {
            int bytes = text(input).getBytes(StandardCharsets.UTF_8).length;
            tokens += input.isArray() ? input.size() : Math.ceilDiv(bytes, Words.TOKEN_BYTES);
        }
        return Json.object().put("prompt_tokens", tokens).put("total_tokens", tokens);
    }
}
