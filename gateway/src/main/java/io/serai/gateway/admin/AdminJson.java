package io.serai.gateway.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the bodies of the admin API. */
final class AdminJson {
    /** Far more than a worker's description takes; a tree of a larger body would hold up the event loop. */
    private static final int MOST_BYTES = 1 << 20;

    private AdminJson() {}

    /** Made when the first body is read or written: a mapper costs tens of milliseconds of a start. */
    private static final class Lazy {
        static final ObjectMapper MAPPER = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The object that {@code body} holds.
     *
     * @throws CallError 400 if it holds anything else, 413 if it is too large
     */
    static ObjectNode read(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw CallError.of(413, "body_too_large", "The body is larger than the limit of " + MOST_BYTES + " bytes.");
        }
        if (body.length == 0) {
            throw invalid("is empty");
        }
        try {
            JsonNode root = Lazy.MAPPER.readTree(body);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw invalid("is not a JSON object");
        } catch (JacksonException e) {
            throw invalid("is not valid JSON" + place(e));
        } catch (IOException e) {
            throw invalid("is not valid UTF-8");
        }
    }

    /** Jackson's own text would repeat what it stumbled over, which may be a key. */
    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static CallError invalid(String how) {
        return CallError.of(400, "invalid_json", "The body " + how + "; send a JSON object.");
    }

    /** A reply with {@code body}; {@code fields} are names and values of further header fields. */
    static Reply reply(int status, ObjectNode body, String... fields) {
        var headers = Headers.builder().add("content-type", "application/json");
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        try {
            return new Reply.Whole(status, headers.build(), Lazy.MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree cannot be written", e);
        }
    }

    /** {@code value} in plain values: {@code Map}, {@code List}, texts, numbers ({@code Long}, {@code Double}), truth, null. */
    static @Nullable Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                value.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case OBJECT, POJO -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                value.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
                yield map;
            }
            case STRING, BINARY -> value.textValue();
            case NUMBER ->
                value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : plainDouble(value);
            case BOOLEAN -> value.booleanValue();
            case NULL, MISSING -> null;
        };
    }

    private static Object plainDouble(JsonNode value) {
        return value.doubleValue();
    }

    /** What a value is, for people. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }
}
