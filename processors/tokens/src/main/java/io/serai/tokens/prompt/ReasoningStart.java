package io.serai.tokens.prompt;

import io.serai.core.ParseOptions.Reasoning;
import java.util.List;

/**
 * Reads from a prompt's end where reasoning will begin. The end belongs to the template; what stands before it may be a
 * user's words, which may well speak of markers, and is not looked at.
 */
public final class ReasoningStart {
    private record Marker(String open, String close) {}

    private static final List<Marker> MARKERS = List.of(
            new Marker("<think>", "</think>"),
            new Marker("<thinking>", "</thinking>"),
            new Marker("<seed:think>", "</seed:think>"),
            new Marker("<mm:think>", "</mm:think>"),
            new Marker("[THINK]", "[/THINK]"),
            new Marker("<|START_THINKING|>", "<|END_THINKING|>"),
            new Marker("<|channel>thought", "<channel|>"),
            new Marker("◁think▷", "◁/think▷"),
            new Marker("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
            new Marker("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
            new Marker("<|begin|>assistant<|think|>", "<|begin|>assistant<|content|>"),
            new Marker("<|inner_prefix|>", "<|inner_suffix|>"),
            new Marker("Here are my reasoning steps:", "[BEGIN FINAL RESPONSE]"));

    /** Ends of prompts that leave nothing to think, though they are no closing marker. */
    private static final List<String> ANSWERS =
            List.of("<|open|>response<|sep|>", "<|START_RESPONSE|>", "</seed:cot_budget_reflect>");

    private ReasoningStart() {}

    /**
     * Where reasoning begins after {@code prompt}, a prompt that ends with the opening of the assistant's turn.
     *
     * @param off whether thinking was switched off for it, which counts where the prompt's end says nothing
     */
    public static Reasoning atEnd(String prompt, boolean off) {
        int end = endOfText(prompt, prompt.length());
        for (Marker marker : MARKERS) {
            if (endsWith(prompt, end, marker.open)) {
                return Reasoning.PROMPT;
            }
            if (endsWith(prompt, end, marker.close)) {
                return Reasoning.NONE;
            }
        }
        for (String answer : ANSWERS) {
            if (endsWith(prompt, end, answer)) {
                return Reasoning.NONE;
            }
        }
        return off ? Reasoning.NONE : Reasoning.OUTPUT;
    }

    /**
     * As {@link #atEnd}, for a prompt whose last message is left open.
     *
     * @param message where that message's content begins in {@code prompt}
     */
    public static Reasoning continued(String prompt, int message, boolean off) {
        int opened = -1;
        int closed = -1;
        for (Marker marker : MARKERS) {
            opened = Math.max(opened, lastFrom(prompt, marker.open, message));
            closed = Math.max(closed, lastFrom(prompt, marker.close, message));
        }
        if (opened < 0 && closed < 0) {
            return atEnd(prompt.substring(0, message), off);
        }
        return opened > closed ? Reasoning.PROMPT : Reasoning.NONE;
    }

    private static int lastFrom(String prompt, String marker, int from) {
        int at = prompt.lastIndexOf(marker);
        return at >= from ? at : -1;
    }

    private static int endOfText(String prompt, int from) {
        int end = from;
        while (end > 0 && Character.isWhitespace(prompt.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean endsWith(String prompt, int end, String marker) {
        return prompt.startsWith(marker, end - marker.length());
    }
}
