package io.serai.tokens.prompt.harmony;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptException.Cause;
import io.serai.core.PromptRenderer;
import io.serai.core.RenderedPrompt;
import io.serai.tokens.prompt.ChatMessage;
import io.serai.tokens.prompt.ChatReader;
import io.serai.tokens.prompt.Refused;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes prompts for gpt-oss. Of a chat's variables it reads {@code reasoning_effort} and {@code model_identity}.
 *
 * <p>System and developer messages at the chat's begin are the instructions; later ones stay where they are.
 */
public final class HarmonyPrompts implements PromptRenderer {
    private static final String IDENTITY = "You are ChatGPT, a large language model trained by OpenAI.";
    private static final String CUTOFF = "2024-06";

    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * A renderer.
     *
     * @param clock tells today, which the prompt names
     * @param zone  where it is today
     */
    public HarmonyPrompts(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public RenderedPrompt render(ChatPrompt chat) throws PromptException {
        ChatReader.checkTools(chat.tools());
        List<ChatMessage> messages = ChatReader.messages(chat.messages());
        List<Map<?, ?>> functions = functions(chat.tools());
        var out = new StringBuilder(1024);
        system(out, chat.variables(), !functions.isEmpty());
        int instructions = developer(out, messages, functions);
        new HarmonyHistory(out, messages, instructions, chat.continueLast()).write();
        if (chat.continueLast()) {
            return new RenderedPrompt(out.toString(), Reasoning.NONE);
        }
        if (chat.addGenerationPrompt()) {
            out.append("<|start|>assistant");
        }
        return new RenderedPrompt(out.toString(), Reasoning.OUTPUT);
    }

    private static List<Map<?, ?>> functions(@Nullable List<?> tools) {
        var functions = new ArrayList<Map<?, ?>>();
        if (tools != null) {
            for (Object tool : tools) {
                if (tool instanceof Map<?, ?> map && map.get("function") instanceof Map<?, ?> function) {
                    functions.add(function);
                }
            }
        }
        return functions;
    }

    private void system(StringBuilder out, Map<String, ? extends @Nullable Object> variables, boolean functions)
            throws PromptException {
        Object identity = variables.get("model_identity");
        out.append("<|start|>system<|message|>").append(identity instanceof String text ? text : IDENTITY);
        out.append("\nKnowledge cutoff: ").append(CUTOFF);
        out.append("\nCurrent date: ").append(LocalDate.ofInstant(clock.instant(), zone));
        out.append("\n\nReasoning: ").append(effort(variables.get("reasoning_effort")));
        out.append("\n\n# Valid channels: analysis, commentary, final. Channel must be included for every message.");
        if (functions) {
            out.append("\nCalls to these tools must go to the commentary channel: 'functions'.");
        }
        out.append("<|end|>");
    }

    /** The model knows three efforts; the API's others are the nearest of them. */
    private static String effort(@Nullable Object asked) throws PromptException {
        if (asked == null) {
            return "medium";
        }
        return switch (asked.toString()) {
            case "none", "minimal", "low" -> "low";
            case "medium" -> "medium";
            case "high", "xhigh", "max" -> "high";
            default -> throw Refused.at("reasoning_effort", asked, "send low, medium or high");
        };
    }

    /** Returns how many messages became the instructions. */
    private static int developer(StringBuilder out, List<ChatMessage> messages, List<Map<?, ?>> functions) {
        var instructions = new StringBuilder();
        int read = 0;
        while (read < messages.size() && instructs(messages.get(read))) {
            instructions
                    .append(read == 0 ? "" : "\n\n")
                    .append(messages.get(read).words(""));
            read++;
        }
        if (instructions.isEmpty() && functions.isEmpty()) {
            return read;
        }
        out.append("<|start|>developer<|message|>");
        if (!instructions.isEmpty()) {
            out.append("# Instructions\n\n").append(instructions);
        }
        if (!functions.isEmpty()) {
            out.append(instructions.isEmpty() ? "" : "\n\n");
            tools(out, functions);
        }
        out.append("<|end|>");
        return read;
    }

    static boolean instructs(ChatMessage message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    private static void tools(StringBuilder out, List<Map<?, ?>> functions) {
        out.append("# Tools\n\n## functions\n\nnamespace functions {\n\n");
        var types = new TypeScript(out);
        for (Map<?, ?> function : functions) {
            if (function.get("description") instanceof String description) {
                description
                        .lines()
                        .forEach(line -> out.append("// ").append(line).append('\n'));
            }
            out.append("type ").append(function.get("name")).append(" = (");
            if (function.get("parameters") != null) {
                out.append("_: ");
                types.type(function.get("parameters"), "");
            }
            out.append(") => any;\n\n");
        }
        out.append("} // namespace functions");
    }

    static PromptException orphan(int index) {
        return new PromptException(
                Cause.REFUSED,
                "messages[" + index + "] is a tool's answer, but no call precedes it; send the assistant's call too");
    }
}
