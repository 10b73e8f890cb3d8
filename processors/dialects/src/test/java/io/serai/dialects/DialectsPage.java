package io.serai.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.ToolSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code docs/dialects.md}.
 *
 * @param rows     cells of the table by the dialect's name
 * @param tools    the tools that the examples' requests declare
 * @param examples by the dialect's name, in their order
 */
record DialectsPage(Map<String, List<String>> rows, List<ToolSchema> tools, Map<String, Example> examples) {
    private static final Path FILE = Path.of("../../docs/dialects.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(`{3,})(\\w+)\n(.*?)\n\\1$");
    private static final Pattern CODE = Pattern.compile("`(.*?)`(?=[, ]|$)");

    /** What a model writes, and what clients get: {@code reasoning}, {@code content} and {@code tool_calls}. */
    record Example(String dialect, String raw, JsonNode result) {
        @Override
        public String toString() {
            return dialect;
        }
    }

    static DialectsPage read() throws IOException {
        String[] parts = Files.readString(FILE).split("\n## Examples\n", 2);
        String[] sections = parts[1].split("\n### ", -1);
        Map<String, Example> examples = new LinkedHashMap<>();
        for (int i = 1; i < sections.length; i++) {
            String name = sections[i].substring(0, sections[i].indexOf('\n'));
            List<String> blocks = blocks(sections[i]);
            examples.put(name, new Example(name, blocks.get(0), JSON.readTree(blocks.get(1))));
        }
        List<ToolSchema> tools = tools(JSON.readTree(blocks(sections[0]).getFirst()));
        return new DialectsPage(rows(parts[0]), tools, examples);
    }

    private static List<String> blocks(String section) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(section);
        while (matcher.find()) {
            blocks.add(matcher.group(3));
        }
        return blocks;
    }

    @SuppressWarnings("unchecked")
    private static List<ToolSchema> tools(JsonNode array) {
        List<ToolSchema> tools = new ArrayList<>();
        for (JsonNode tool : array) {
            JsonNode function = tool.get("function");
            Map<String, Object> schema = JSON.convertValue(function.get("parameters"), Map.class);
            tools.add(new ToolSchema(function.get("name").asText(), schema));
        }
        return tools;
    }

    private static Map<String, List<String>> rows(String text) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("| [`")) {
                List<String> cells =
                        CELLS.splitAsStream(line).skip(1).map(String::strip).toList();
                String name = cells.getFirst();
                rows.put(name.substring(2, name.indexOf('`', 2)), cells);
            }
        }
        return rows;
    }

    /** What a cell has in code, in its order. */
    static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell.replace("\\|", "|"));
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    /** What clients get of {@code answer}, as the page writes it. */
    static JsonNode written(ParsedAnswer answer) throws IOException {
        var result = JSON.createObjectNode();
        if (!answer.reasoning().isEmpty()) {
            result.put("reasoning", answer.reasoning());
        }
        if (!answer.content().isEmpty()) {
            result.put("content", answer.content());
        }
        for (ParsedAnswer.Call call : answer.calls()) {
            var written = result.withArray("tool_calls").addObject();
            written.put("name", call.name()).set("arguments", JSON.readTree(call.arguments()));
            if (call.id() != null) {
                written.put("id", call.id());
            }
        }
        return result;
    }
}
