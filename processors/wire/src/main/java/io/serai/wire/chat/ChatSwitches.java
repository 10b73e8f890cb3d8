package io.serai.wire.chat;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import org.jspecify.annotations.Nullable;

/**
 * What a chat request says of its prompt and of how its answer is to be taken apart. Values of a wrong type count as
 * absent: the worker refuses them.
 *
 * @param toolsAllowed        false for {@code "tool_choice":"none"}
 * @param toolChoice          whether the request has the field {@code tool_choice}, whatever its value
 * @param parallelCalls       value of {@code parallel_tool_calls}, true if absent
 * @param separateReasoning   value of {@code separate_reasoning}, true if absent
 * @param includeReasoning    value of {@code include_reasoning}, or null
 * @param addGenerationPrompt value of {@code add_generation_prompt}, true if absent
 * @param continueLast        value of {@code continue_final_message}, false if absent
 * @param ownPrompt           whether the request brings a template or token ids of its own
 * @param reasoningEffort     value of {@code reasoning_effort} where it is a string, or null
 * @param templateVariables   the bytes of {@code chat_template_kwargs}, an object; {@link Span#NONE} if absent
 * @param documents           the bytes of {@code documents}, an array; {@link Span#NONE} if absent
 * @param skipSpecialTokens   whether the request has the field {@code skip_special_tokens}, whatever its value
 * @param streamOptions       whether it has {@code stream_options}, whatever its value
 */
public record ChatSwitches(
        boolean toolsAllowed,
        boolean toolChoice,
        boolean parallelCalls,
        boolean separateReasoning,
        @Nullable Boolean includeReasoning,
        boolean addGenerationPrompt,
        boolean continueLast,
        boolean ownPrompt,
        @Nullable String reasoningEffort,
        Span templateVariables,
        Span documents,
        boolean skipSpecialTokens,
        boolean streamOptions) {

    /**
     * Reads a body that {@link io.serai.wire.RequestSkimmer} has accepted.
     *
     * @throws io.serai.core.CallError 400 if it is no JSON object
     */
    public static ChatSwitches of(byte[] body) {
        return new Reader(body).read();
    }

    private static final class Reader {
        private final JsonScanner scanner;
        private boolean toolsAllowed = true;
        private boolean toolChoice;
        private boolean parallelCalls = true;
        private boolean separateReasoning = true;
        private @Nullable Boolean includeReasoning;
        private boolean addGenerationPrompt = true;
        private boolean continueLast;
        private boolean ownPrompt;
        private @Nullable String reasoningEffort;
        private Span templateVariables = Span.NONE;
        private Span documents = Span.NONE;
        private boolean skipSpecialTokens;
        private boolean streamOptions;

        Reader(byte[] body) {
            scanner = new JsonScanner(body);
        }

        ChatSwitches read() {
            scanner.skipSpace();
            scanner.enterObject();
            while (scanner.nextField()) {
                field(scanner.key());
            }
            return new ChatSwitches(
                    toolsAllowed,
                    toolChoice,
                    parallelCalls,
                    separateReasoning,
                    includeReasoning,
                    addGenerationPrompt,
                    continueLast,
                    ownPrompt,
                    reasoningEffort,
                    templateVariables,
                    documents,
                    skipSpecialTokens,
                    streamOptions);
        }

        private void field(String key) {
            byte first = scanner.peek();
            Span value = scanner.value();
            switch (key) {
                case "tool_choice" -> {
                    toolChoice = true;
                    toolsAllowed = first != '"' || !scanner.text(value).equals("none");
                }
                case "parallel_tool_calls" -> parallelCalls = first != 'f';
                case "separate_reasoning" -> separateReasoning = first != 'f';
                case "include_reasoning" -> includeReasoning = flagOrNull(first);
                case "add_generation_prompt" -> addGenerationPrompt = first != 'f';
                case "continue_final_message" -> continueLast = first == 't';
                case "chat_template", "input_ids" -> ownPrompt |= first != 'n';
                case "reasoning_effort" -> reasoningEffort = first == '"' ? scanner.text(value) : null;
                case "chat_template_kwargs" -> templateVariables = first == '{' ? value : Span.NONE;
                case "documents" -> documents = first == '[' ? value : Span.NONE;
                case "skip_special_tokens" -> skipSpecialTokens = true;
                case "stream_options" -> streamOptions = true;
                default -> {}
            }
        }

        private static @Nullable Boolean flagOrNull(byte first) {
            return switch (first) {
                case 't' -> true;
                case 'f' -> false;
                default -> null;
            };
        }
    }
}
