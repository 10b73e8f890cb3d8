package io.serai.wire.chat;

import io.serai.core.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a whole completion anew: choice after choice, the rest as it came. */
public final class BodyWriter {
    private static final Set<String> CONTENT = Set.of("content");
    private static final Set<String> NOT_REASONING = Set.of("content", "tool_calls");
    private static final Set<String> NOT_CALLS = Set.of("content", "reasoning_content", "reasoning");
    private static final Set<String> ALL = Set.of("content", "reasoning_content", "reasoning", "tool_calls");

    private final JsonBuffer out = new JsonBuffer();
    private final ChatReply reply;
    private final ReasoningField reasoning;
    private int copied;

    /** A writer of {@code reply}, which is complete. */
    public BodyWriter(ChatReply reply, ReasoningField reasoning) {
        this.reply = reply;
        this.reasoning = reasoning;
        this.copied = reply.object().start();
    }

    /**
     * Writes a choice; choices and usage come in the order of their bytes, what is left out stays as it came, and so
     * does the reasoning, and the calls, that the worker has found itself.
     *
     * @param thoughts empty for none
     * @param content  of the answer
     * @param calls    each whole
     * @param finish   why the model stopped; null leaves what the worker said
     */
    public void choice(
            Choice choice, CharSequence thoughts, CharSequence content, List<Piece> calls, @Nullable String finish) {
        boolean finishFirst = choice.finish().start() < choice.message().start();
        if (finishFirst) {
            finish(choice, finish);
        }
        upTo(choice.message());
        out.ascii("{");
        JsonCopy.fieldsWithout(out, reply.bytes(), choice.message(), replaced(choice));
        out.ascii("\"content\":");
        if (content.isEmpty() && (choice.called() || !calls.isEmpty())) {
            out.ascii("null");
        } else {
            out.quoted(content);
        }
        if (!thoughts.isEmpty()) {
            reasoning.write(out.ascii(","), thoughts);
        }
        if (!calls.isEmpty()) {
            calls(calls);
        }
        out.ascii("}");
        if (!finishFirst) {
            finish(choice, finish);
        }
    }

    private static Set<String> replaced(Choice choice) {
        if (choice.reasoned()) {
            return choice.called() ? CONTENT : NOT_REASONING;
        }
        return choice.called() ? NOT_CALLS : ALL;
    }

    private void finish(Choice choice, @Nullable String finish) {
        if (finish != null && !choice.finish().isEmpty()) {
            upTo(choice.finish());
            out.quoted(finish);
        }
    }

    private void calls(List<Piece> calls) {
        String before = ",\"tool_calls\":[";
        for (Piece call : calls) {
            String id = call.id();
            out.ascii(before).ascii("{\"id\":").quoted(id == null ? "" : id);
            out.ascii(",\"type\":\"function\",\"function\":{\"name\":").quoted(call.name());
            out.ascii(",\"arguments\":").quoted(call.text()).ascii("}}");
            before = ",";
        }
        out.ascii("]");
    }

    /** Writes the usage with {@code tokens} of reasoning, if it stands behind what has been written. */
    public void usage(int tokens) {
        Span usage = reply.usage();
        if (usage.start() >= copied) {
            upTo(usage);
            UsageWriter.write(out, reply.bytes(), usage, tokens);
        }
    }

    /** Copies what stands in front of {@code place} and leaves that out. */
    private void upTo(Span place) {
        out.raw(reply.bytes(), copied, place.start());
        copied = place.end();
    }

    /** The whole body. */
    public byte[] end() {
        return out.raw(reply.bytes(), copied, reply.object().end()).take();
    }
}
