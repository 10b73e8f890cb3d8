package io.serai.steps.text;

import io.serai.core.ChatPrompt;
import io.serai.tokens.json.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chat as its template will see it, from the fields of a request. */
final class ChatRequest {
    private ChatRequest() {}

    static ChatPrompt of(RequestObject request) {
        if (!(request.get("messages") instanceof List<?> messages)) {
            throw RequestObject.wrong("messages", PlainJson.kind(request.get("messages")), "a list of messages");
        }
        Object given = request.get("tools");
        if (given != null && !(given instanceof List<?>)) {
            throw RequestObject.wrong("tools", PlainJson.kind(given), "a list of tools");
        }
        if (request.has("chat_template")) {
            throw RequestObject.wrong("chat_template", "not read here", "messages for the model's own template");
        }
        Object kwargs = request.get("chat_template_kwargs");
        if (kwargs != null && !(kwargs instanceof Map<?, ?>)) {
            throw RequestObject.wrong("chat_template_kwargs", PlainJson.kind(kwargs), "an object");
        }
        boolean none = "none".equals(request.get("tool_choice"));
        List<?> tools = given instanceof List<?> list && !list.isEmpty() && !none ? list : null;
        var variables = new LinkedHashMap<String, @Nullable Object>();
        if (request.get("reasoning_effort") instanceof String effort) {
            variables.put("reasoning_effort", effort);
            if (effort.equals("none")) {
                variables.put("enable_thinking", false);
                variables.put("thinking", false);
            }
        }
        if (request.get("documents") instanceof List<?> documents) {
            variables.put("documents", documents);
        }
        variables.putAll(RequestObject.object(kwargs));
        boolean continued = request.truth("continue_final_message", false);
        return new ChatPrompt(
                messages, tools, variables, request.truth("add_generation_prompt", true) && !continued, continued);
    }
}
