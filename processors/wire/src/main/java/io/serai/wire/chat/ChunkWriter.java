package io.serai.wire.chat;

import io.serai.core.Span;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Writes chunks in place of one that came, with its id, model and time. */
public final class ChunkWriter {
    private final JsonBuffer out;
    private final ReasoningField reasoning;

    /** A writer to {@code out}. */
    public ChunkWriter(JsonBuffer out, ReasoningField reasoning) {
        this.out = out;
        this.reasoning = reasoning;
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
     * @param piece    what it says, or null for nothing
     * @param logprobs go out with it
     * @param finish   why the model stopped; null leaves what the worker said
     */
    public void choice(
            ChatReply like, Choice choice, @Nullable Piece piece, Logprobs logprobs, @Nullable String finish) {
        open(like);
        byte[] bytes = like.bytes();
        var edits = new Edits(bytes, choice.all().start());
        Span[] places = inOrder(choice);
        for (Span place : places) {
            if (place.isEmpty()) {
                continue;
            }
            edits.upTo(place);
            if (place.equals(choice.message())) {
                delta(choice.role(), piece);
            } else if (place.equals(choice.logprobs())) {
                logprobs.write(out);
            } else if (finish != null) {
                out.quoted(finish);
            } else {
                out.raw(bytes, place.start(), place.end());
            }
        }
        out.raw(bytes, edits.copied, choice.all().end());
        close(like, true);
    }

    private static Span[] inOrder(Choice choice) {
        Span[] places = {choice.message(), choice.logprobs(), choice.finish()};
        Arrays.sort(places, Comparator.comparingInt(Span::start));
        return places;
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
        out.ascii("]");
        if (rest) {
            out.raw(like.bytes(), like.choices().end(), like.object().end());
        } else {
            out.ascii("}");
        }
        out.ascii("\n\n");
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

    /** Bytes that stay as they are, between those that do not. */
    private final class Edits {
        private final byte[] bytes;
        private int copied;

        Edits(byte[] bytes, int from) {
            this.bytes = bytes;
            this.copied = from;
        }

        void upTo(Span place) {
            out.raw(bytes, copied, place.start());
            copied = place.end();
        }
    }
}
