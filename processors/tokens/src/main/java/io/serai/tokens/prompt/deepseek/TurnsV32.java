package io.serai.tokens.prompt.deepseek;

import io.serai.tokens.prompt.ChatMessage;
import java.util.List;

/**
 * Turns of V3.2. Every user's message opens an answer, even where another user's message follows; results of tools stand
 * inside the assistant's turn. Thoughts stay behind the last user's message alone.
 */
final class TurnsV32 {
    private final StringBuilder out;
    private final List<ChatMessage> turns;
    private final boolean thinking;
    private final int lastUser;

    TurnsV32(StringBuilder out, List<ChatMessage> turns, Thinking thinking) {
        this.out = out;
        this.turns = turns;
        this.thinking = thinking.on();
        this.lastUser = lastUser(turns);
    }

    private static int lastUser(List<ChatMessage> turns) {
        int last = turns.size() - 1;
        while (last >= 0 && !turns.get(last).role().equals("user")) {
            last--;
        }
        return last;
    }

    /** @param open whether the prompt is to end with the opening of an answer, whatever the last message is */
    void write(boolean open) {
        for (int i = 0; i < turns.size(); i++) {
            ChatMessage message = turns.get(i);
            boolean thinks = thinking && i >= lastUser;
            switch (message.role()) {
                case "user" ->
                    out.append(Marks.USER).append(message.words("\n")).append(opening(thinks));
                case "assistant" -> answer(message, thinks);
                case "tool" -> result(i, message, thinks);
                default -> out.append(message.words("\n"));
            }
        }
        if (open && (turns.isEmpty() || !opens(turns.getLast()))) {
            out.append(opening(thinking));
        }
    }

    private static boolean opens(ChatMessage message) {
        return message.role().equals("user") || message.role().equals("tool");
    }

    private static String opening(boolean thinks) {
        return Marks.ASSISTANT + (thinks ? Marks.THINK : Marks.ANSWER);
    }

    private void answer(ChatMessage message, boolean thinks) {
        if (thinks) {
            out.append(message.reasoning() == null ? "" : message.reasoning()).append(Marks.ANSWER);
        }
        out.append(message.words("\n"));
        Dsml.calls(out, DeepSeekVersion.V3_2, message.calls());
        out.append(Marks.END);
    }

    private void result(int index, ChatMessage message, boolean thinks) {
        if (index == 0 || !turns.get(index - 1).role().equals("tool")) {
            out.append("\n\n<function_results>");
        }
        out.append("\n<result>").append(message.words("\n")).append("</result>");
        if (index == turns.size() - 1 || !turns.get(index + 1).role().equals("tool")) {
            out.append("\n</function_results>\n\n").append(thinks ? Marks.THINK : Marks.ANSWER);
        }
    }
}
