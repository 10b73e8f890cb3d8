package io.serai.wire.chat;

import io.serai.core.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes chunks in place of one that came, with its id, model and time. */
public final class ChunkWriter {
    private static final Set<String> CONTENT = Set.of("content");

    private final JsonBuffer out;
    private final ReasoningField reasoning;
    private int reasoningTokens;

    /** A writer to {@code out}. */
    public ChunkWriter(JsonBuffer out, ReasoningField reasoning) {
        this.out = out;
        this.reasoning = reasoning;
    }

    /** From now on each usage says so many tokens of reasoning; 0 leaves it as it is. */
    public void reasoningTokens(int tokens) {
        reasoningTokens = tokens;
    }

    /**
     * A chunk that says {@code piece}, of choice {@code index}.
     *
     * @param like     the chunk whose place it takes
     * @param role     whether to name the role
     * @param logprobs go out with it
     */
    public void piece(ChatReply like, int index, boolean role, Piece piece, Logprobs logprobs) {
        open(like);
        out.ascii("{\"index\":").number(index).ascii(",\"delta\":");
        delta(role, piece);
        out.ascii(",\"logprobs\":");
        logprobs.write(out);
        out.ascii(",\"finish_reason\":null}");
        // What was counted so far belongs to the last chunk.
        close(like, like.usage().isEmpty());
    }

    /**
     * The choice as it came, but for what it says.
     *
     * @param role     whether to name the role
     * @param piece    what it says, or null for nothing
     * @param logprobs go out with it
     * @param finish   why the model stopped; null leaves what the worker said
     */
    public void choice(
            ChatReply like,
            Choice choice,
            boolean role,
            @Nullable Piece piece,
            Logprobs logprobs,
            @Nullable String finish) {
        open(like);
        byte[] bytes = like.bytes();
        int copied = choice.all().start();
        for (Span place : inOrder(choice)) {
            if (place.isEmpty()) {
                continue;
            }
            out.raw(bytes, copied, place.start());
            copied = place.end();
            if (place.equals(choice.message())) {
                delta(role, piece);
                if (choice.logprobs().isEmpty() && !logprobs.isEmpty()) {
                    logprobs.write(out.ascii(",\"logprobs\":"));
                }
            } else if (place.equals(choice.logprobs())) {
                logprobs.write(out);
            } else if (finish != null) {
                out.quoted(finish);
            } else {
                out.raw(bytes, place.start(), place.end());
            }
        }
        out.raw(bytes, copied, choice.all().end());
        close(like, true);
    }

    private static Span[] inOrder(Choice choice) {
        Span[] places = {choice.message(), choice.logprobs(), choice.finish()};
        Arrays.sort(places, Comparator.comparingInt(Span::start));
        return places;
    }

    /**
     * What the choice says beside its content, which pieces say in its place.
     *
     * @param logprobs go out with it
     */
    public void besideContent(ChatReply like, Choice choice, Logprobs logprobs) {
        open(like);
        out.ascii("{\"index\":").number(choice.index()).ascii(",\"delta\":{");
        JsonCopy.fieldsWithout(out, like.bytes(), choice.message(), CONTENT);
        out.ascii("\"content\":null},\"logprobs\":");
        logprobs.write(out);
        out.ascii(",\"finish_reason\":null}");
        close(like, like.usage().isEmpty());
    }

    /** A chunk without a choice, as the one with the usage. */
    public void empty(ChatReply like) {
        open(like);
        close(like, true);
    }

    /** The choice as it came. */
    public void asItCame(ChatReply like, Choice choice) {
        open(like);
        out.raw(like.bytes(), choice.all().start(), choice.all().end());
        close(like, true);
    }

    private void open(ChatReply like) {
        out.ascii("data: ");
        out.raw(like.bytes(), like.object().start(), like.choices().start()).ascii("[");
    }

    private void close(ChatReply like, boolean rest) {
        byte[] bytes = like.bytes();
        int from = like.choices().end();
        out.ascii("]");
        if (!rest) {
            out.ascii("}\n\n");
            return;
        }
        Span usage = like.usage();
        if (reasoningTokens > 0 && usage.start() >= from) {
            out.raw(bytes, from, usage.start());
            UsageWriter.write(out, bytes, usage, reasoningTokens);
            from = usage.end();
        }
        out.raw(bytes, from, like.object().end()).ascii("\n\n");
    }

    private void delta(boolean role, @Nullable Piece piece) {
        out.ascii(role ? "{\"role\":\"assistant\"" : "{");
        if (piece == null) {
            out.ascii(role ? ",\"content\":\"\"}" : "}");
            return;
        }
        out.ascii(role ? "," : "");
        switch (piece.kind()) {
            case REASONING -> reasoning.write(out, piece.text());
            case CONTENT -> out.ascii("\"content\":").quoted(piece.text());
            case CALL -> call(piece);
        }
        out.ascii("}");
    }

    private void call(Piece piece) {
        out.ascii("\"tool_calls\":[{\"index\":").number(piece.call());
        String id = piece.id();
        if (id != null) {
            out.ascii(",\"id\":").quoted(id).ascii(",\"type\":\"function\",\"function\":{\"name\":");
            out.quoted(piece.name()).ascii(",\"arguments\":");
        } else {
            out.ascii(",\"function\":{\"arguments\":");
        }
        out.quoted(piece.text()).ascii("}}]");
    }
}
