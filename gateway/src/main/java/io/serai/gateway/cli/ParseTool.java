package io.serai.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.Dialect;
import io.serai.core.ParseOptions;
import io.serai.core.ToolSchema;
import io.serai.dialects.ParsedAnswer;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code serai parse}: what is found in a model's raw output. */
final class ParseTool implements Tool {
    private static final String HELP = """
            usage: serai parse (--dialect NAME | --model NAME) (--raw TEXT | --file FILE) [flags]
                   serai parse [--dialect NAME | --model NAME] --jsonl

            Reads raw output of a model, special tokens spelled out, and writes
            {"reasoning": ..., "content": ..., "tool_calls": [{"name": ..., "arguments": ...}]}. Arguments that are no
            JSON are a text.

              --dialect NAME             how the model writes; docs/dialects.md lists the names
              --model NAME               name of a model, from which the dialect is guessed
              --raw TEXT                 the output
              --file FILE                a file with the output
              --tools FILE               the request's tools, a JSON list as in a chat completion
              --chunks N                 feed it in pieces of N characters; the result must not differ
              --reasoning-start WHERE    none: do not look for reasoning; output: the output opens it; prompt: the
                                         prompt has opened it. output if not given
              --jsonl                    read a case from each line of the standard input: {"dialect" or "model",
                                         "raw", "tools", "chunks", "reasoning_start"}
            """;

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--dialect"),
                ToolFlag.value("--model"),
                ToolFlag.value("--raw"),
                ToolFlag.value("--file"),
                ToolFlag.value("--tools"),
                ToolFlag.value("--chunks"),
                ToolFlag.value("--reasoning-start"));
    }

    @Override
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException {
        String raw = given.get("raw");
        String file = given.get("file");
        if ((raw == null) == (file == null)) {
            throw new CaseException("parse needs one of --raw TEXT and --file FILE, or --jsonl");
        }
        if (given.containsKey("dialect") == given.containsKey("model")) {
            throw new CaseException("parse needs one of --dialect NAME and --model NAME");
        }
        return JsonValues.members("raw", file == null ? raw : Cases.content(file));
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException {
        String raw = Cases.text(one, "raw");
        if (raw == null) {
            throw new CaseException("'raw' is missing; give the model's output");
        }
        Dialect dialect = dialect(one, given);
        var options = new ParseOptions(tools(one, given), true, reasoning(one, given));
        return result(ParsedAnswer.of(dialect, options, pieces(raw, one, given)));
    }

    private static Map<String, @Nullable Object> result(ParsedAnswer answer) {
        return JsonValues.members(
                "reasoning",
                answer.reasoning(),
                "content",
                answer.content(),
                "tool_calls",
                answer.calls().stream()
                        .map(call -> JsonValues.members("name", call.name(), "arguments", arguments(call.arguments())))
                        .toList());
    }

    private static @Nullable Object arguments(String json) {
        try {
            return PlainJson.read(json);
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    private static Dialect dialect(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException {
        String dialect = Cases.text(one, "dialect");
        String model = Cases.text(one, "model");
        if (dialect == null && model == null) {
            dialect = given.get("dialect");
            model = given.get("model");
        }
        if (dialect != null) {
            return DialectNames.find(dialect);
        }
        if (model == null) {
            throw new CaseException("neither 'dialect' nor 'model' is given; give one of them");
        }
        return DialectNames.ofModel(model);
    }

    private static ParseOptions.Reasoning reasoning(
            Map<String, ? extends @Nullable Object> one, Map<String, String> given) throws CaseException {
        String said = Cases.text(one, "reasoning_start");
        String start = said == null ? given.getOrDefault("reasoning-start", "output") : said;
        try {
            return ParseOptions.Reasoning.valueOf(start.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CaseException("reasoning_start is '" + start + "'; give none, output or prompt");
        }
    }

    private static List<ToolSchema> tools(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException {
        Object tools = one.get("tools");
        String file = given.get("tools");
        if (tools == null && file != null) {
            tools = Cases.json(file.strip().startsWith("[") ? file : Cases.content(file), file);
        }
        return tools == null ? List.of() : ToolSchemas.read(tools);
    }

    /** Characters are code points: a piece never ends within one. */
    private static List<String> pieces(
            String raw, Map<String, ? extends @Nullable Object> one, Map<String, String> given) throws CaseException {
        Object chunks = one.get("chunks") == null ? given.get("chunks") : one.get("chunks");
        return switch (chunks) {
            case null -> List.of(raw);
            case Long size -> cut(raw, size);
            case String size when size.matches("[0-9]{1,9}") -> cut(raw, Long.parseLong(size));
            case List<?> pieces
            when pieces.stream().allMatch(String.class::isInstance) ->
                pieces.stream().map(String.class::cast).toList();
            case String size -> throw wrongChunks(size);
            default -> throw wrongChunks(PlainJson.kind(chunks));
        };
    }

    private static CaseException wrongChunks(String seen) {
        return new CaseException(
                "'chunks' is " + seen + "; give a positive number: that many characters go into a piece");
    }

    private static List<String> cut(String raw, long size) throws CaseException {
        if (size < 0) {
            throw wrongChunks(String.valueOf(size));
        }
        var pieces = new ArrayList<String>();
        int from = 0;
        while (size > 0 && from < raw.length()) {
            int left = raw.codePointCount(from, raw.length());
            int to = left <= size ? raw.length() : raw.offsetByCodePoints(from, (int) size);
            pieces.add(raw.substring(from, to));
            from = to;
        }
        return size == 0 ? List.of(raw) : pieces;
    }
}
