package io.serai.dialects;

import io.serai.core.ChatEvent;
import io.serai.core.Dialect;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer: what its events come to.
 *
 * @param reasoning all reasoning; empty if there is none
 * @param content   all content; empty if there is none
 * @param calls     the calls that were not retracted, in order
 * @param malformed calls or blocks that could not be read
 */
public record ParsedAnswer(String reasoning, String content, List<Call> calls, int malformed) {
    /**
     * A call.
     *
     * @param id        the id that the model gave it, or null
     * @param name      the function
     * @param arguments JSON text, or what the model wrote in its stead
     */
    public record Call(@Nullable String id, String name, String arguments) {}

    /** Copies the list. */
    public ParsedAnswer {
        calls = List.copyOf(calls);
    }

    /** Reads {@code text} at once. */
    public static ParsedAnswer of(Dialect dialect, ParseOptions options, String text) {
        return of(dialect, options, List.of(text));
    }

    /** Reads {@code pieces} one after the other. */
    public static ParsedAnswer of(Dialect dialect, ParseOptions options, Iterable<String> pieces) {
        Collector collector = new Collector();
        OutputParser parser = dialect.parser(options, collector);
        pieces.forEach(parser::push);
        parser.end();
        return collector.answer(parser.malformed());
    }

    /** Adds up events. */
    public static final class Collector implements Consumer<ChatEvent> {
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder content = new StringBuilder();
        private final List<@Nullable Draft> drafts = new ArrayList<>();

        private record Draft(ChatEvent.ToolCall call, StringBuilder arguments) {}

        @Override
        public void accept(ChatEvent event) {
            switch (event) {
                case ChatEvent.Reasoning(String text) -> reasoning.append(text);
                case ChatEvent.Content(String text) -> content.append(text);
                case ChatEvent.ToolCall call -> drafts.add(new Draft(call, new StringBuilder()));
                case ChatEvent.Arguments(int index, String json) -> {
                    Draft draft = drafts.get(index);
                    if (draft != null) {
                        draft.arguments.append(json);
                    }
                }
                case ChatEvent.Retracted(int index) -> drafts.set(index, null);
            }
        }

        /** What came so far. */
        public ParsedAnswer answer(int malformed) {
            List<Call> calls = new ArrayList<>();
            for (Draft draft : drafts) {
                if (draft != null) {
                    calls.add(new Call(draft.call.id(), draft.call.name(), draft.arguments.toString()));
                }
            }
            return new ParsedAnswer(reasoning.toString(), content.toString(), calls, malformed);
        }
    }
}
