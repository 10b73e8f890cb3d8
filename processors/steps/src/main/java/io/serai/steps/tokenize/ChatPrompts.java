package io.serai.steps.tokenize;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.ChatPrompt;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import io.serai.wire.chat.ChatSwitches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as its template will see it.
 *
 * @param ownPrompt whether the request brings a template or token ids of its own: then {@code prompt} is not what the
 *                  worker makes of it
 * @param prompt    the chat
 */
record ChatPrompts(boolean ownPrompt, ChatPrompt prompt) {
    static ChatPrompts read(byte[] body, RequestFields fields) throws JsonProcessingException {
        ChatSwitches switches = ChatSwitches.of(body);
        var prompt = new ChatPrompt(
                list(body, fields.prompt()),
                tools(body, fields, switches),
                variables(body, switches),
                switches.addGenerationPrompt() && !switches.continueLast(),
                switches.continueLast());
        return new ChatPrompts(switches.ownPrompt(), prompt);
    }

    private static List<?> list(byte[] body, Span span) throws JsonProcessingException {
        return PromptMaker.read(body, span) instanceof List<?> list ? list : List.of();
    }

    /** Tools that must not be called are not shown to the model. */
    private static @Nullable List<?> tools(byte[] body, RequestFields fields, ChatSwitches switches)
            throws JsonProcessingException {
        if (fields.tools().isEmpty() || !switches.toolsAllowed()) {
            return null;
        }
        List<?> tools = list(body, fields.tools());
        return tools.isEmpty() ? null : tools;
    }

    /** The client's own variables win over what its other fields mean. */
    private static Map<String, @Nullable Object> variables(byte[] body, ChatSwitches switches)
            throws JsonProcessingException {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        String effort = switches.reasoningEffort();
        if (effort != null) {
            variables.put("reasoning_effort", effort);
            if (effort.equals("none")) {
                variables.put("enable_thinking", false);
                variables.put("thinking", false);
            }
        }
        if (!switches.documents().isEmpty()) {
            variables.put("documents", PromptMaker.read(body, switches.documents()));
        }
        if (!switches.templateVariables().isEmpty()
                && PromptMaker.read(body, switches.templateVariables()) instanceof Map<?, ?> own) {
            own.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        return variables;
    }
}
