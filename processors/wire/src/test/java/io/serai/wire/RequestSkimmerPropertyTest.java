package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Jackson as the judge. Deliberate differences, decided here and not by Jackson: invalid UTF-8 anywhere, a byte order
 * mark, and a field of the API that is given twice are refused. Nesting beyond 512 does not occur in these inputs.
 */
class RequestSkimmerPropertyTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> LIST = JsonNode::isArray;
    private static final Predicate<JsonNode> INTEGER = JsonNode::isIntegralNumber;

    private static final Map<String, Predicate<JsonNode>> CHAT = Map.of(
            "model", TEXT,
            "user", TEXT,
            "stream", FLAG,
            "messages", LIST,
            "tools", LIST,
            "max_tokens", INTEGER,
            "max_completion_tokens", INTEGER,
            "stream_options", options -> options.isObject() && absentOr(options.get("include_usage"), FLAG));
    private static final Map<String, Predicate<JsonNode>> GENERATE = Map.of(
            "model", TEXT,
            "user", TEXT,
            "stream", FLAG,
            "text", TEXT.or(LIST),
            "input_ids", LIST,
            "input_embeds", LIST,
            "sampling_params",
                    params ->
                            params.isArray() || (params.isObject() && absentOr(params.get("max_new_tokens"), INTEGER)));

    /** Of the objects in a request, the fields that the gateway reads. */
    private static final Map<String, Set<String>> READ_INSIDE =
            Map.of("stream_options", Set.of("include_usage"), "sampling_params", Set.of("max_new_tokens"));

    @Property(tries = 3000)
    void agreesWithJacksonOnRequests(@ForAll long seed) {
        byte[] body = new RandomJson(seed).request().getBytes(UTF_8);
        check(Api.CHAT, CHAT, body);
        check(Api.GENERATE, GENERATE, body);
    }

    @Property(tries = 6000)
    void agreesWithJacksonOnDamagedRequests(@ForAll long seed) {
        var json = new RandomJson(seed);
        byte[] body = json.mutated(json.request().getBytes(UTF_8));
        check(Api.CHAT, CHAT, body);
        check(Api.GENERATE, GENERATE, body);
    }

    private static void check(Api api, Map<String, Predicate<JsonNode>> shape, byte[] body) {
        JsonNode tree = accepted(shape, body);
        boolean wanted = tree != null && required(api, tree);
        RequestFields fields = skimmed(api, body);
        assertThat(fields != null).as(new String(body, UTF_8)).isEqualTo(wanted);
        if (fields == null || tree == null) {
            return;
        }
        JsonNode model = tree.path("model");
        assertThat(fields.model()).isEqualTo(model.isTextual() ? model.textValue() : "");
        assertThat(fields.stream()).isEqualTo(tree.path("stream").asBoolean());
        assertThat(fields.emptyObject()).isEqualTo(tree.isEmpty());
        assertThat(new String(body, 0, fields.objectStart(), UTF_8).strip()).isEqualTo("{");
        assertSame(body, fields.modelSpan(), tree.get("model"));
        if (api == Api.CHAT) {
            assertThat(fields.includeUsage())
                    .isEqualTo(tree.path("stream_options").path("include_usage").asBoolean());
            assertSame(body, fields.prompt(), tree.get("messages"));
            assertThat(fields.maxTokens()).isEqualTo(chatLimit(tree));
        } else {
            assertThat(fields.maxTokens())
                    .isEqualTo(limit(tree.path("sampling_params").path("max_new_tokens")));
            JsonNode text = tree.path("text");
            assertSame(body, fields.prompt(), text.isTextual() || text.isArray() ? text : tree.get("input_ids"));
        }
    }

    private static int chatLimit(JsonNode tree) {
        int limit = limit(tree.path("max_completion_tokens"));
        return limit >= 0 ? limit : limit(tree.path("max_tokens"));
    }

    private static int limit(JsonNode number) {
        if (!number.isIntegralNumber() || number.bigIntegerValue().signum() < 0) {
            return -1;
        }
        return number.canConvertToInt() ? number.intValue() : Integer.MAX_VALUE;
    }

    private static void assertSame(byte[] body, Span span, @Nullable JsonNode node) {
        if (span.isEmpty()) {
            assertThat(node == null || node.isNull()).isTrue();
            return;
        }
        try {
            assertThat(JACKSON.readTree(new String(body, span.start(), span.length(), UTF_8)))
                    .isEqualTo(node);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the span is not a value", e);
        }
    }

    private static @Nullable RequestFields skimmed(Api api, byte[] body) {
        try {
            return RequestSkimmer.skim(api, body);
        } catch (CallError refused) {
            assertThat(refused.message()).hasSizeLessThan(200);
            return null;
        }
    }

    private static boolean required(Api api, JsonNode tree) {
        return api == Api.CHAT
                ? tree.path("messages").isArray()
                : tree.hasNonNull("text") || tree.hasNonNull("input_ids") || tree.hasNonNull("input_embeds");
    }

    /** The tree of an object with fields of the right types, else null. */
    private static @Nullable JsonNode accepted(Map<String, Predicate<JsonNode>> shape, byte[] body) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.startsWith("\ufeff") || text.indexOf('\0') >= 0) { // Jackson would guess another encoding
                return null;
            }
            JsonNode tree = JACKSON.readTree(body); // from a String it takes U+0233 for the hex digit 3
            if (tree == null || !tree.isObject() || repeats(body, shape.keySet())) {
                return null;
            }
            boolean rightTypes =
                    shape.entrySet().stream().allMatch(rule -> absentOr(tree.get(rule.getKey()), rule.getValue()));
            return rightTypes ? tree : null;
        } catch (IOException invalid) {
            return null;
        }
    }

    private static boolean absentOr(@Nullable JsonNode node, Predicate<JsonNode> rule) {
        return node == null || node.isNull() || rule.test(node);
    }

    private static boolean repeats(byte[] body, Set<String> fields) throws IOException {
        try (var parser = JACKSON.createParser(body)) {
            parser.nextToken();
            return repeats(parser, fields);
        }
    }

    /** Whether the object at which the parser stands gives one of the fields twice. */
    private static boolean repeats(JsonParser parser, Set<String> fields) throws IOException {
        var seen = new HashSet<String>();
        boolean twice = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            boolean known = fields.contains(name);
            twice |= known && !seen.add(name);
            if (parser.nextToken() == JsonToken.START_OBJECT && known) {
                twice |= repeats(parser, READ_INSIDE.getOrDefault(name, Set.of()));
            } else {
                parser.skipChildren();
            }
        }
        return twice;
    }
}
