package io.serai.steps.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.Dialect;
import io.serai.core.InferenceCall;
import io.serai.core.ModelLanguage;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.Prompt;
import io.serai.core.Span;
import io.serai.core.Tokenizer;
import io.serai.core.ToolSchema;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.chat.ChatSwitches;
import io.serai.wire.chat.ReasoningField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to one call is to be read and written.
 *
 * @param dialect       what the model writes in
 * @param options       what is looked for
 * @param parallelCalls whether more than the first call is passed on
 * @param reasoning     whether clients see reasoning
 * @param field         where they see it
 * @param tokenizer     counts reasoning, or null
 * @param ids           makes ids for calls to which the model gave none
 */
record ParsePlan(
        Dialect dialect,
        ParseOptions options,
        boolean parallelCalls,
        boolean reasoning,
        ReasoningField field,
        @Nullable Tokenizer tokenizer,
        Supplier<String> ids) {

    /** The plan for {@code call}, as its client and its prompt have it. */
    static ParsePlan of(
            InferenceCall call, ModelLanguage language, Dialect dialect, ReasoningField usual, Supplier<String> ids) {
        ChatSwitches switches = ChatSwitches.of(call.body());
        List<ToolSchema> tools =
                switches.toolsAllowed() ? tools(call.body(), call.fields().tools()) : List.of();
        Boolean include = switches.includeReasoning();
        return new ParsePlan(
                dialect,
                new ParseOptions(tools, !tools.isEmpty(), reasoning(call, dialect, switches)),
                switches.parallelCalls(),
                include == null || include,
                // Who asks for reasoning by that name reads it where vLLM has it.
                include != null && include ? ReasoningField.BOTH : usual,
                language.tokenizer(),
                ids);
    }

    /** What is left to look for where the worker has found reasoning, or calls, itself; null if nothing is. */
    @Nullable
    ParseOptions left(boolean reasoned, boolean called) {
        boolean calls = options.toolCalls() && !called;
        Reasoning begins = reasoned ? Reasoning.NONE : options.reasoning();
        return calls || begins != Reasoning.NONE ? new ParseOptions(options.tools(), calls, begins) : null;
    }

    private static Reasoning reasoning(InferenceCall call, Dialect dialect, ChatSwitches switches) {
        if (!switches.separateReasoning()) {
            return Reasoning.NONE;
        }
        Prompt prompt = call.prompt();
        return prompt == null ? dialect.withoutPrompt() : prompt.reasoning();
    }

    private static List<ToolSchema> tools(byte[] body, Span span) {
        if (span.isEmpty()) {
            return List.of();
        }
        try {
            var schemas = new ArrayList<ToolSchema>();
            if (PlainJson.read(body, span.start(), span.length()) instanceof List<?> list) {
                list.forEach(tool -> add(schemas, tool));
            }
            return schemas;
        } catch (JsonProcessingException tooDeep) {
            return List.of(); // the skimmer has accepted it, so it can be nothing else
        }
    }

    private static void add(List<ToolSchema> schemas, @Nullable Object tool) {
        if (tool instanceof Map<?, ?> declared) {
            Object function = declared.get(declared.containsKey("custom") ? "custom" : "function");
            if (function instanceof Map<?, ?> it && it.get("name") instanceof String name) {
                schemas.add(new ToolSchema(name, parameters(it.get("parameters"))));
            }
        }
    }

    private static Map<String, @Nullable Object> parameters(@Nullable Object schema) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        if (schema instanceof Map<?, ?> given) {
            given.forEach((key, value) -> parameters.put(String.valueOf(key), value));
        }
        return parameters;
    }
}
