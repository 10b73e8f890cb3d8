package io.serai.tokens.prompt.deepseek;

import io.serai.tokens.prompt.ChatToolCall;
import io.serai.tokens.prompt.PromptJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes tools and calls in DSML, the models' markup for them. */
final class Dsml {
    private static final String BAR = "｜DSML｜";

    /** What V3.2 is told before its functions. */
    private static final String FUNCTIONS = """
            ## Tools
            You have access to a set of tools you can use to answer the user's question.
            You can invoke functions by writing a "<@function_calls>" block like the following as part of your reply to the user:
            <@function_calls>
            <@invoke name="$FUNCTION_NAME">
            <@parameter name="$PARAMETER_NAME" string="true|false">$PARAMETER_VALUE</@parameter>
            ...
            </@invoke>
            <@invoke name="$FUNCTION_NAME2">
            ...
            </@invoke>
            </@function_calls>
            String and scalar parameters should be specified as is without any escaping or quotes, while lists and objects should use JSON format. The "string" attribute should be set to "true" for string type parameters and "false" for other types (numbers, booleans, arrays, objects).
            If the thinking_mode is enabled, then after function results you should strongly consider outputting a thinking block. Here is an example:
            <@function_calls>
            ...
            </@function_calls>
            <function_results>
            ...
            </function_results>
            <think>...thinking about results</think>
            Here are the functions available in JSONSchema format:
            <functions>
            """.replace("@", BAR);

    private static final String FUNCTIONS_END = "</functions>\n";

    /** What V4 is told before its tools. */
    private static final String TOOLS = """
            ## Tools

            You have access to a set of tools to help answer the user's question. You can invoke tools by writing a "<@tool_calls>" block like the following:

            <@tool_calls>
            <@invoke name="$TOOL_NAME">
            <@parameter name="$PARAMETER_NAME" string="true|false">$PARAMETER_VALUE</@parameter>
            ...
            </@invoke>
            <@invoke name="$TOOL_NAME2">
            ...
            </@invoke>
            </@tool_calls>

            String parameters should be specified as is and set `string="true"`. For all other types (numbers, booleans, arrays, objects), pass the value in JSON format and set `string="false"`.

            If thinking_mode is enabled (triggered by <think>), you MUST output your complete reasoning inside <think>...</think> BEFORE any tool calls or final response.

            Otherwise, output directly after </think> with tool calls or final response.

            ### Available Tool Schemas

            """.replace("@", BAR);

    private static final String TOOLS_END =
            "\nYou MUST strictly follow the above defined tool name and parameter schemas to invoke tool calls.\n";

    private Dsml() {}

    /** Declares the functions among {@code tools}; nothing where there is none. */
    static void declare(StringBuilder out, DeepSeekVersion version, @Nullable List<?> tools) {
        boolean begun = false;
        for (Object tool : tools == null ? List.of() : tools) {
            if (tool instanceof Map<?, ?> map && map.get("function") instanceof Map<?, ?> function) {
                if (!begun) {
                    out.append("\n\n").append(version == DeepSeekVersion.V4 ? TOOLS : FUNCTIONS);
                    begun = true;
                }
                out.append(PromptJson.spaced(function)).append('\n');
            }
        }
        if (begun) {
            out.append(version == DeepSeekVersion.V4 ? TOOLS_END : FUNCTIONS_END);
        }
    }

    /** Writes the calls of one message. */
    static void calls(StringBuilder out, DeepSeekVersion version, List<ChatToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        out.append("\n\n<").append(BAR).append(version.block()).append(">\n");
        for (ChatToolCall call : calls) {
            out.append('<')
                    .append(BAR)
                    .append("invoke name=\"")
                    .append(call.name())
                    .append("\">\n");
            arguments(out, call);
            out.append("\n</").append(BAR).append("invoke>\n");
        }
        out.append("</").append(BAR).append(version.block()).append('>');
    }

    private static void arguments(StringBuilder out, ChatToolCall call) {
        if (!(call.arguments() instanceof Map<?, ?> arguments)) {
            String text = call.argumentText();
            parameter(out, "arguments", text == null ? "" : text);
            return;
        }
        String between = "";
        for (Map.Entry<?, ?> argument : arguments.entrySet()) {
            out.append(between);
            parameter(out, String.valueOf(argument.getKey()), argument.getValue());
            between = "\n";
        }
    }

    private static void parameter(StringBuilder out, String name, @Nullable Object value) {
        out.append('<').append(BAR).append("parameter name=\"").append(name).append("\" string=\"");
        if (value instanceof String text) {
            out.append("true\">").append(text);
        } else {
            out.append("false\">").append(PromptJson.spaced(value));
        }
        out.append("</").append(BAR).append("parameter>");
    }
}
