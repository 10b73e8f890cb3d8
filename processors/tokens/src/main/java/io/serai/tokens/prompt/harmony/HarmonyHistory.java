package io.serai.tokens.prompt.harmony;

import io.serai.core.PromptException;
import io.serai.tokens.prompt.ChatMessage;
import io.serai.tokens.prompt.ChatToolCall;
import io.serai.tokens.prompt.ContentPart;
import io.serai.tokens.prompt.PromptJson;
import io.serai.tokens.prompt.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the turns of one chat. */
final class HarmonyHistory {
    private final StringBuilder out;
    private final List<ChatMessage> messages;
    private final int from;
    private final boolean open;
    private final Map<String, String> callNames = new HashMap<>();
    private @Nullable String lastCall;

    /**
     * The turns from message {@code from} on.
     *
     * @param open whether the last one, an assistant's, has no end yet
     */
    HarmonyHistory(StringBuilder out, List<ChatMessage> messages, int from, boolean open) {
        this.out = out;
        this.messages = messages;
        this.from = from;
        this.open = open;
    }

    void write() throws PromptException {
        int answered = lastAnswer();
        for (int i = from; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            boolean last = open && i == messages.size() - 1;
            switch (message.role()) {
                case "user" -> message("user", words(message));
                case "assistant" -> assistant(message, i > answered || last, last);
                case "tool" -> result(message);
                case "system", "developer" -> message("developer", "# Instructions\n\n" + words(message));
                default ->
                    throw Refused.at(
                            "messages[" + i + "].role",
                            message.role(),
                            "this model knows system, developer, user, assistant and tool");
            }
        }
        if (open && !messages.getLast().role().equals("assistant")) {
            throw Refused.at(
                    "messages[" + (messages.size() - 1) + "].role",
                    messages.getLast().role(),
                    "only an assistant's message can be continued");
        }
    }

    /** Thoughts up to the last final answer have done their work. */
    private int lastAnswer() {
        for (int i = messages.size() - 1; i >= from; i--) {
            ChatMessage message = messages.get(i);
            if (message.role().equals("assistant") && message.calls().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private void assistant(ChatMessage message, boolean keepThoughts, boolean last) throws PromptException {
        String thoughts = thoughts(message);
        String words = words(message);
        if (thoughts != null && !thoughts.isEmpty() && keepThoughts) {
            message("assistant<|channel|>analysis", thoughts);
        }
        if (message.calls().isEmpty()) {
            out.append("<|start|>assistant<|channel|>final<|message|>").append(words);
            out.append(last ? "" : "<|end|>");
            return;
        }
        if (!words.isEmpty()) {
            message("assistant<|channel|>commentary", words);
        }
        for (ChatToolCall call : message.calls()) {
            call(call);
        }
    }

    /** {@code thinking} is what the model's own template calls it. */
    private static @Nullable String thoughts(ChatMessage message) {
        return message.raw().get("thinking") instanceof String text ? text : message.reasoning();
    }

    private void call(ChatToolCall call) {
        lastCall = call.name();
        if (call.id() != null) {
            callNames.put(call.id(), call.name());
        }
        String text = call.argumentText();
        out.append("<|start|>assistant to=functions.").append(call.name());
        out.append("<|channel|>commentary json<|message|>");
        out.append(text != null && !text.isBlank() ? text : PromptJson.spaced(call.arguments()));
        out.append("<|call|>");
    }

    private void result(ChatMessage message) throws PromptException {
        String id = message.toolCallId();
        String name = id == null ? null : callNames.get(id);
        if (name == null) {
            name = message.name();
        }
        if (name == null) {
            name = lastCall;
        }
        if (name == null) {
            throw HarmonyPrompts.orphan(message.index());
        }
        message("functions." + name + " to=assistant<|channel|>commentary", words(message));
    }

    private void message(String header, String words) {
        out.append("<|start|>")
                .append(header)
                .append("<|message|>")
                .append(words)
                .append("<|end|>");
    }

    private static String words(ChatMessage message) throws PromptException {
        for (int i = 0; i < message.parts().size(); i++) {
            ContentPart.Kind kind = message.parts().get(i).kind();
            if (kind != ContentPart.Kind.TEXT && kind != ContentPart.Kind.THINKING) {
                throw Refused.at(
                        "messages[%d].content[%d].type".formatted(message.index(), i),
                        message.parts().get(i).raw().get("type"),
                        "this model takes text alone");
            }
        }
        return message.words("");
    }
}
