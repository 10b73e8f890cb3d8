package io.serai.bench.jmh;

import io.serai.tokens.template.ChatTemplate;
import io.serai.tokens.template.TemplateException;
import io.serai.tokens.template.TemplateLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A chat of ten messages with two tools and a tool call into its prompt; and the template's compilation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RenderBenchmark {
    private static final int MESSAGE_CHARS = 500;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private String source;
    private ChatTemplate template;
    private Map<String, Object> variables;

    /** Compiles the template and writes the chat. */
    @Setup
    public void prepare() throws TemplateException {
        source = Prose.template();
        template = compile();
        variables = Map.of(
                "messages",
                messages(),
                "tools",
                List.of(tool("get_weather", "city"), tool("search", "query")),
                "add_generation_prompt",
                true);
        String prompt = render();
        if (!prompt.endsWith("<|im_start|>assistant\n") || prompt.length() < 9 * MESSAGE_CHARS) {
            throw new IllegalStateException("the template made " + prompt);
        }
    }

    private static List<Object> messages() {
        List<String> texts = Prose.pieces(MESSAGE_CHARS);
        List<Object> messages = new ArrayList<>();
        messages.add(Map.of("role", "system", "content", texts.get(0)));
        for (int i = 1; i < 8; i += 2) {
            messages.add(Map.of("role", "user", "content", texts.get(i)));
            messages.add(i < 7 ? Map.of("role", "assistant", "content", texts.get(i + 1)) : call());
        }
        messages.add(Map.of("role", "tool", "content", texts.get(9)));
        return messages;
    }

    private static Map<String, Object> call() {
        Map<String, Object> arguments = Map.of("city", "Paris", "days", 3L, "units", List.of("celsius", "km/h"));
        Map<String, Object> function = Map.of("name", "get_weather", "arguments", arguments);
        return Map.of(
                "role",
                "assistant",
                "content",
                "",
                "reasoning_content",
                "Let me see.",
                "tool_calls",
                List.of(Map.of("id", "call_1", "type", "function", "function", function)));
    }

    private static Map<String, Object> tool(String name, String parameter) {
        Map<String, Object> properties = Map.of(parameter, Map.of("type", "string", "description", "Which one."));
        Map<String, Object> parameters =
                Map.of("type", "object", "properties", properties, "required", List.of(parameter));
        Map<String, Object> function =
                Map.of("name", name, "description", "What " + name + " gives.", "parameters", parameters);
        return Map.of("type", "function", "function", function);
    }

    /** The prompt. */
    @Benchmark
    public String render() throws TemplateException {
        return template.render(variables, CLOCK, ZoneOffset.UTC);
    }

    /** The template, which is done once for each model. */
    @Benchmark
    public ChatTemplate compile() throws TemplateException {
        return ChatTemplate.compile(source, TemplateLimits.DEFAULT);
    }
}
