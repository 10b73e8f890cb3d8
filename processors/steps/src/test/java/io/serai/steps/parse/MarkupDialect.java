package io.serai.steps.parse;

import io.serai.core.ChatEvent;
import io.serai.core.Dialect;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import java.util.function.Consumer;

/**
 * A made-up dialect: {@code <t>reasoning</t>} and {@code <c name#id>arguments</c>}, the id optional. Arguments are given
 * out as they come; text that may become a tag is held back. An exclamation mark in the arguments takes the call back
 * and is content.
 */
public final class MarkupDialect implements Dialect {
    @Override
    public String name() {
        return "markup";
    }

    @Override
    public OutputParser parser(ParseOptions options, Consumer<ChatEvent> out) {
        return new Parser(options, out);
    }

    private static final class Parser implements OutputParser {
        private final ParseOptions options;
        private final Consumer<ChatEvent> out;
        private final StringBuilder pending = new StringBuilder();
        private boolean reasoning;
        private boolean reasonedOnce;
        private boolean call;
        private int calls;
        private int malformed;

        Parser(ParseOptions options, Consumer<ChatEvent> out) {
            this.options = options;
            this.out = out;
            this.reasoning = options.reasoning() == Reasoning.PROMPT;
        }

        @Override
        public void push(String text) {
            if (text.contains("\u0000bug")) {
                throw new IllegalStateException("a parser with a bug");
            }
            pending.append(text);
            while (step()) {}
        }

        /** Gives out what is certain; whether a tag was met. */
        private boolean step() {
            int tag = pending.indexOf("<");
            if (tag < 0) {
                give(pending.length());
                return false;
            }
            give(tag);
            int close = pending.indexOf(">");
            if (close < 0) {
                if (mayBecomeTag()) {
                    return false;
                }
                give(1);
                return true;
            }
            String found = pending.substring(0, close + 1);
            if (!tag(found)) {
                give(1);
            } else {
                pending.delete(0, close + 1);
            }
            return true;
        }

        private boolean mayBecomeTag() {
            String text = pending.toString();
            return "<t>".startsWith(text)
                    || "</t>".startsWith(text)
                    || "</c>".startsWith(text)
                    || "<c ".startsWith(text)
                    || (text.startsWith("<c ") && text.indexOf('<', 1) < 0);
        }

        private boolean tag(String found) {
            boolean looks = options.reasoning() != Reasoning.NONE;
            if (found.equals("<t>") && looks && !reasoning && !reasonedOnce && !call) {
                reasoning = true;
            } else if (found.equals("</t>") && reasoning) {
                reasoning = false;
                reasonedOnce = true;
            } else if (found.startsWith("<c ") && options.toolCalls() && !reasoning && !call) {
                call = true;
                String name = found.substring(3, found.length() - 1);
                int id = name.indexOf('#');
                out.accept(
                        id < 0
                                ? new ChatEvent.ToolCall(calls, null, name)
                                : new ChatEvent.ToolCall(calls, name.substring(id + 1), name.substring(0, id)));
            } else if (found.equals("</c>") && call) {
                call = false;
                calls++;
            } else {
                return false;
            }
            return true;
        }

        private void give(int chars) {
            if (chars == 0) {
                return;
            }
            String text = pending.substring(0, chars);
            pending.delete(0, chars);
            if (call && text.startsWith("!")) {
                out.accept(new ChatEvent.Retracted(calls));
                out.accept(new ChatEvent.Content(text));
            } else if (call) {
                out.accept(new ChatEvent.Arguments(calls, text));
            } else if (reasoning) {
                out.accept(new ChatEvent.Reasoning(text));
            } else {
                out.accept(new ChatEvent.Content(text));
            }
        }

        @Override
        public void end() {
            give(pending.length());
            malformed += call ? 1 : 0;
        }

        @Override
        public int malformed() {
            return malformed;
        }
    }
}
