package io.serai.tokens.prompt.deepseek;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptRenderer;
import io.serai.core.RenderedPrompt;
import io.serai.tokens.prompt.ChatMessage;
import io.serai.tokens.prompt.ChatReader;
import io.serai.tokens.prompt.ContentPart;
import io.serai.tokens.prompt.PromptJson;
import io.serai.tokens.prompt.ReasoningStart;
import io.serai.tokens.prompt.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes prompts for DeepSeek V3.2 and V4. Of a chat's variables it reads {@code thinking} or {@code enable_thinking}
 * (off unless given), {@code drop_thinking}, {@code response_format} and, for V4, {@code reasoning_effort}, of which
 * {@code max} alone means something to the model.
 *
 * <p>A developer's message is written as a system message: the models' own developer role is for other uses.
 */
public final class DeepSeekPrompts implements PromptRenderer {
    private final DeepSeekVersion version;

    /** A renderer for {@code version}. */
    public DeepSeekPrompts(DeepSeekVersion version) {
        this.version = version;
    }

    @Override
    public RenderedPrompt render(ChatPrompt chat) throws PromptException {
        ChatReader.checkTools(chat.tools());
        List<ChatMessage> messages = ChatReader.messages(chat.messages());
        check(messages, chat.continueLast());
        Thinking thinking = Thinking.of(chat.variables());
        var out = new StringBuilder(1024).append(Marks.BEGIN);
        int next = system(out, chat, messages, thinking);
        List<ChatMessage> turns = messages.subList(next, messages.size());
        boolean open = chat.addGenerationPrompt() && !chat.continueLast();
        switch (version) {
            case V3_2 -> new TurnsV32(out, turns, thinking).write(open);
            case V4 -> new TurnsV4(out, turns, thinking, chat.tools() != null).write(open);
        }
        return chat.continueLast() ? continued(out, messages.getLast()) : prompt(out, open, thinking);
    }

    private static RenderedPrompt prompt(StringBuilder out, boolean open, Thinking thinking) {
        String text = out.toString();
        Reasoning otherwise = thinking.on() ? Reasoning.OUTPUT : Reasoning.NONE;
        return new RenderedPrompt(text, open ? ReasoningStart.atEnd(text, !thinking.on()) : otherwise);
    }

    private static RenderedPrompt continued(StringBuilder out, ChatMessage last) {
        out.setLength(out.length() - Marks.END.length());
        String text = out.toString();
        int words = text.length() - last.words("\n").length();
        return new RenderedPrompt(text, ReasoningStart.continued(text, words, false));
    }

    /** Writes the first message if it is a system's, and the tools; returns the number of messages written. */
    private int system(StringBuilder out, ChatPrompt chat, List<ChatMessage> messages, Thinking thinking) {
        if (version == DeepSeekVersion.V4 && thinking.on() && thinking.most()) {
            out.append(Efforts.MOST);
        }
        boolean first = instructs(messages.getFirst());
        out.append(first ? messages.getFirst().words("\n") : "");
        Dsml.declare(out, version, chat.tools());
        format(out, chat.variables());
        return first ? 1 : 0;
    }

    private static void format(StringBuilder out, Map<String, ? extends @Nullable Object> variables) {
        Object format = variables.get("response_format");
        if (format != null) {
            out.append("\n\n## Response Format:\n\nYou MUST strictly adhere to the following schema to reply:\n");
            out.append(PromptJson.spaced(format));
        }
    }

    static boolean instructs(ChatMessage message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    private static void check(List<ChatMessage> messages, boolean continued) throws PromptException {
        for (ChatMessage message : messages) {
            String place = "messages[" + message.index() + "]";
            switch (message.role()) {
                case "system", "developer", "user", "assistant", "tool" -> {}
                default ->
                    throw Refused.at(
                            place + ".role",
                            message.role(),
                            "this model knows system, developer, user, assistant and tool");
            }
            for (int i = 0; i < message.parts().size(); i++) {
                ContentPart part = message.parts().get(i);
                if (part.kind() != ContentPart.Kind.TEXT && part.kind() != ContentPart.Kind.THINKING) {
                    throw Refused.at(
                            place + ".content[" + i + "].type", part.raw().get("type"), "this model takes text alone");
                }
            }
        }
        ChatMessage last = messages.getLast();
        if (continued && (!last.role().equals("assistant") || !last.calls().isEmpty())) {
            throw Refused.at(
                    "messages[" + last.index() + "].role",
                    last.role(),
                    "only an assistant's message without calls can be continued");
        }
    }
}
