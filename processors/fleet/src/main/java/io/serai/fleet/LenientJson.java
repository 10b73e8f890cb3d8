package io.serai.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads workers' answers leniently: what is missing or of another type counts as not told. */
final class LenientJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private LenientJson() {}

    /** The tree, or a missing node where the body is not JSON. */
    static JsonNode tree(FetchResult answer) {
        if (!(answer instanceof FetchResult.Got got) || !got.ok()) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode read = MAPPER.readTree(got.body());
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The text field, or null where it is absent, empty or not text. */
    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    static int positive(JsonNode node, String field) {
        return Math.max(0, node.path(field).asInt(0));
    }
}
