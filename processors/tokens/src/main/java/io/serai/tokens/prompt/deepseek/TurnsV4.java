package io.serai.tokens.prompt.deepseek;

import io.serai.tokens.prompt.ChatMessage;
import io.serai.tokens.prompt.ChatToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns of V4. Results of tools are the user's; messages of the user that follow each other are one turn, in which
 * results stand in the order of the calls.
 */
final class TurnsV4 {
    private final StringBuilder out;
    private final List<ChatMessage> turns;
    private final boolean thinking;
    private final int thoughtsFrom;

    /** @param tools whether the chat has tools: then thoughts of all turns stay */
    TurnsV4(StringBuilder out, List<ChatMessage> turns, Thinking thinking, boolean tools) {
        this.out = out;
        this.turns = turns;
        this.thinking = thinking.on();
        this.thoughtsFrom = tools || thinking.keepPast() ? 0 : lastOfUser(turns);
    }

    private static int lastOfUser(List<ChatMessage> turns) {
        int last = turns.size() - 1;
        while (last >= 0 && !ofUser(turns.get(last))) {
            last--;
        }
        return last;
    }

    private static boolean ofUser(ChatMessage message) {
        return message.role().equals("user") || message.role().equals("tool");
    }

    /** @param open whether the prompt is to end with the opening of an answer, whatever the last message is */
    void write(boolean open) {
        int i = 0;
        while (i < turns.size()) {
            ChatMessage message = turns.get(i);
            if (ofUser(message)) {
                int end = endOfTurn(i);
                user(turns.subList(i, end), callsBefore(i));
                if (end < turns.size() && turns.get(end).role().equals("assistant")) {
                    out.append(opening(thinking && end >= thoughtsFrom));
                }
                i = end;
                continue;
            }
            if (message.role().equals("assistant")) {
                answer(message, thinking && i >= thoughtsFrom);
            } else {
                out.append(message.words("\n"));
            }
            i++;
        }
        if (open) {
            out.append(opening(thinking));
        }
    }

    private static String opening(boolean thinks) {
        return Marks.ASSISTANT + (thinks ? Marks.THINK : Marks.ANSWER);
    }

    private int endOfTurn(int from) {
        int end = from;
        while (end < turns.size() && ofUser(turns.get(end))) {
            end++;
        }
        return end;
    }

    private List<ChatToolCall> callsBefore(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (!turns.get(i).calls().isEmpty()) {
                return turns.get(i).calls();
            }
        }
        return List.of();
    }

    private void answer(ChatMessage message, boolean thinks) {
        if (thinks) {
            out.append(message.reasoning() == null ? "" : message.reasoning()).append(Marks.ANSWER);
        }
        out.append(message.words("\n"));
        Dsml.calls(out, DeepSeekVersion.V4, message.calls());
        out.append(Marks.END);
    }

    private void user(List<ChatMessage> turn, List<ChatToolCall> calls) {
        var results = new ArrayList<ChatMessage>();
        for (ChatMessage message : turn) {
            if (message.role().equals("tool")) {
                results.add(message);
            }
        }
        results.sort(Comparator.comparingInt(result -> place(result, calls)));
        var sorted = results.iterator();
        String between = Marks.USER;
        for (ChatMessage message : turn) {
            out.append(between);
            if (message.role().equals("tool")) {
                out.append("<tool_result>").append(sorted.next().words("\n")).append("</tool_result>");
            } else {
                out.append(message.words("\n"));
            }
            between = "\n\n";
        }
    }

    /** A result without a known call stands with the first call's. */
    private static int place(ChatMessage result, List<ChatToolCall> calls) {
        String id = result.toolCallId();
        for (int i = 0; i < calls.size(); i++) {
            if (id != null && id.equals(calls.get(i).id())) {
                return i;
            }
        }
        return 0;
    }
}
