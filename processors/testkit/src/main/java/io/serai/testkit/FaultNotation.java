package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads faults as they are written in the {@code x-mock-fault} header ({@code status;code=503;retry-after=1}) and in
 * the JSON of {@code POST /mock/faults} ({@code {"kind":"status","code":503,"retry-after":1,"times":2}}).
 */
final class FaultNotation {
    private FaultNotation() {}

    static Fault header(String value) {
        Map<String, String> fields = new HashMap<>();
        String[] parts = value.split(";", -1);
        fields.put("kind", parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                fields.put(
                        parts[i].substring(0, equals).strip(),
                        parts[i].substring(equals + 1).strip());
            }
        }
        return fault(fields);
    }

    static List<FaultRule> rules(JsonNode node) {
        List<FaultRule> rules = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            rules.add(new FaultRule(
                    fault(fields(each)),
                    each.path("times").asInt(Integer.MAX_VALUE),
                    each.path("probability").asDouble(1)));
        }
        return rules;
    }

    static @Nullable Fault health(JsonNode node) {
        return node.isObject() ? fault(fields(node)) : null;
    }

    private static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new HashMap<>();
        node.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    private static Fault fault(Map<String, String> fields) {
        String kind = fields.getOrDefault("kind", "").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "status" -> new Fault.Status(number(fields, "code", 503), seconds(fields.get("retry-after")));
            case "reset-before-head" -> new Fault.ResetBeforeHead();
            case "reset-mid-stream" -> new Fault.ResetMidStream(number(fields, "tokens", 1));
            case "hang" -> new Fault.Hang();
            case "slow-head" -> new Fault.SlowHead(Duration.ofMillis(number(fields, "ms", 1000)));
            case "stall-mid-stream" -> new Fault.StallMidStream(number(fields, "tokens", 1));
            case "garbage" -> new Fault.Garbage();
            case "truncate" -> new Fault.Truncate();
            default ->
                throw new IllegalArgumentException(
                        ("kind is '%s'; set it to status, reset-before-head, reset-mid-stream,"
                                        + " hang, slow-head, stall-mid-stream, garbage or truncate")
                                .formatted(kind));
        };
    }

    private static int number(Map<String, String> fields, String name, int absent) {
        String value = fields.get(name);
        if (value == null) {
            return absent;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s'; set it to a whole number".formatted(name, value), e);
        }
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return value == null ? null : Duration.ofSeconds(number(Map.of("retry-after", value), "retry-after", 0));
    }
}
