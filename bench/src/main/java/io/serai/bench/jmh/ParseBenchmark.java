package io.serai.bench.jmh;

import io.serai.bench.process.BenchFailure;
import io.serai.core.Dialect;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import io.serai.core.ToolSchema;
import io.serai.dialects.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One token (about four characters) of an answer with reasoning, content and two tool calls. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParseBenchmark {
    private static final int TOKENS = 1_000;
    private static final int CALL_CHARS = 1_000;
    private static final ParseOptions OPTIONS = new ParseOptions(
            List.of(new ToolSchema(
                    "write_file",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("path", Map.of("type", "string"), "text", Map.of("type", "string"))))),
            true,
            ParseOptions.Reasoning.OUTPUT);

    /** Name of the dialect. */
    @Param({"hermes", "minimax_m2", "gpt_oss"})
    public String dialect = "";

    private String[] pieces;
    private Dialect parsed;

    /** Cuts the answer into as many pieces as there are tokens. */
    @Setup
    public void write() {
        parsed = Dialects.find(dialect).orElseThrow(() -> new BenchFailure("no dialect " + dialect));
        String prose = Prose.all().replaceAll("[<>\"\\\\|\\n]", " ");
        String text = answer(prose.substring(0, 1_000), prose.substring(1_000, 2_000), prose.substring(2_000));
        pieces = new String[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            pieces[i] = text.substring(cut(text, i), cut(text, i + 1));
        }
    }

    private static int cut(String text, int piece) {
        return (int) ((long) text.length() * piece / TOKENS);
    }

    private String answer(String reasoning, String content, String rest) {
        String first = rest.substring(0, CALL_CHARS);
        String second = rest.substring(CALL_CHARS, 2 * CALL_CHARS);
        return switch (dialect) {
            case "hermes" -> "<think>" + reasoning + "</think>" + content + json(first) + "\n" + json(second);
            case "minimax_m2" ->
                "<think>" + reasoning + "</think>" + content + "<minimax:tool_call>\n" + xml(first) + xml(second)
                        + "</minimax:tool_call>";
            case "gpt_oss" ->
                "<|channel|>analysis<|message|>" + reasoning + "<|end|><|start|>assistant<|channel|>commentary"
                        + "<|message|>" + content + "<|end|>" + harmony(first) + harmony(second);
            default -> throw new BenchFailure("no answer in dialect " + dialect);
        };
    }

    private static String json(String text) {
        return "<tool_call>\n{\"name\": \"write_file\", \"arguments\": {\"path\": \"a.md\", \"text\": \"" + text
                + "\"}}\n</tool_call>";
    }

    private static String xml(String text) {
        return "<invoke name=\"write_file\">\n<parameter name=\"path\">a.md</parameter>\n<parameter name=\"text\">"
                + text + "</parameter>\n</invoke>\n";
    }

    private static String harmony(String text) {
        return "<|start|>assistant<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>"
                + "{\"path\": \"a.md\", \"text\": \"" + text + "\"}<|call|>";
    }

    /** The whole answer. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public int parse(Blackhole events) {
        OutputParser parser = parsed.parser(OPTIONS, events::consume);
        for (String piece : pieces) {
            parser.push(piece);
        }
        parser.end();
        return parser.malformed();
    }
}
