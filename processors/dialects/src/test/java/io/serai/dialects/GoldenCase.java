package io.serai.dialects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Dialect;
import io.serai.core.ParseOptions;
import io.serai.core.ToolSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** One case of the corpus of model outputs: the text, how it may be cut, and what engines make of it. */
record GoldenCase(JsonNode node) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The corpus, beside the repository; absent in most checkouts. */
    static final Path FOLDER = Path.of("../../../shared/data/parsers");

    static List<GoldenCase> ofFile(String dialect) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(dialect + ".jsonl"))) {
            if (!line.isBlank()) {
                cases.add(new GoldenCase(MAPPER.readTree(line)));
            }
        }
        return cases;
    }

    static List<String> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        }
    }

    String name() {
        return node.get("case").asText();
    }

    String raw() {
        return node.get("raw").asText();
    }

    boolean isLow() {
        return node.get("confidence").asText().equals("low");
    }

    ParseOptions options() {
        List<ToolSchema> tools = new ArrayList<>();
        for (JsonNode tool : node.get("tools")) {
            JsonNode function = tool.get("function");
            tools.add(new ToolSchema(function.get("name").asText(), map(function.path("parameters"))));
        }
        String start = node.get("reasoning_start").asText().toUpperCase(Locale.ROOT);
        return new ParseOptions(tools, true, ParseOptions.Reasoning.valueOf(start));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode schema) {
        return MAPPER.convertValue(schema, Map.class);
    }

    /** What is wrong with what the dialect makes of the case; empty if nothing. */
    String problem(Dialect dialect) {
        ParsedAnswer whole = ParsedAnswer.of(dialect, options(), raw());
        for (Map.Entry<String, List<String>> split : splits().entrySet()) {
            ParsedAnswer pieces = ParsedAnswer.of(dialect, options(), split.getValue());
            if (!pieces.equals(whole)) {
                return "split " + split.getKey() + " gives " + pieces + " but at once it is " + whole;
            }
        }
        return isAccepted(whole) ? "" : "got " + whole + "\n      want " + node.get("expected");
    }

    private boolean isAccepted(ParsedAnswer answer) {
        if (matches(answer, node.get("expected"))) {
            return true;
        }
        if (!isLow()) {
            return false;
        }
        for (JsonNode oracle : node.get("oracles")) {
            for (JsonNode engine : node.get("acceptable_engines")) {
                if (engine.equals(oracle.get("engine")) && matches(answer, oracle.get("expected"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(ParsedAnswer answer, JsonNode expected) {
        if (!expected.isObject()
                || !text(expected.get("reasoning")).equals(answer.reasoning().strip())
                || !text(expected.get("content")).equals(answer.content().strip())
                || expected.get("tool_calls").size() != answer.calls().size()) {
            return false;
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            JsonNode call = expected.get("tool_calls").get(i);
            ParsedAnswer.Call actual = answer.calls().get(i);
            if (!call.get("name").asText().equals(actual.name()) || !sameArguments(call, actual.arguments())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArguments(JsonNode call, String arguments) {
        if (call.hasNonNull("arguments_raw") && call.get("arguments").isNull()) {
            return call.get("arguments_raw").asText().equals(arguments);
        }
        try {
            return same(call.get("arguments"), MAPPER.readTree(arguments));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Equal values; 3 and 3.0 are the same number. */
    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return false;
        }
        if (a.isArray()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject()) {
            for (Map.Entry<String, JsonNode> field : a.properties()) {
                if (!b.has(field.getKey()) || !same(field.getValue(), b.get(field.getKey()))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText().strip();
    }

    /** Every way in which the case is to be cut; {@code unrealistic_chunks} names some of the same. */
    Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        List<String> characters = codePoints(raw());
        List<String> tokens = units(raw(), "(?s).");
        splits.put("char", characters);
        splits.put("char3", grouped(characters, 3));
        splits.put("token", tokens);
        splits.put("token3", grouped(tokens, 3));
        splits.put("word", units(raw(), "(?U) ?\\w{1,6}|\\s+|[^\\w\\s]{1,3}"));
        splits.put("marker", strings(node.get("chunks").get("marker")));
        return splits;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(text -> strings.add(text.asText()));
        return strings;
    }

    private static List<String> codePoints(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static List<String> grouped(List<String> units, int size) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < units.size(); i += size) {
            groups.add(String.join("", units.subList(i, Math.min(units.size(), i + size))));
        }
        return groups;
    }

    /** Atomic tokens whole, the rest by {@code rule}. */
    private List<String> units(String text, String rule) {
        List<String> atomic = strings(node.get("atomic_tokens"));
        StringBuilder regex = new StringBuilder();
        atomic.stream()
                .sorted((a, b) -> b.length() - a.length())
                .forEach(token -> regex.append(Pattern.quote(token)).append('|'));
        var matcher = Pattern.compile(regex + rule + "|(?s).").matcher(text);
        List<String> units = new ArrayList<>();
        while (matcher.find()) {
            units.add(matcher.group());
        }
        return units;
    }
}
