package io.serai.steps.parse;

import io.serai.core.ChatEvent;
import io.serai.core.InferenceCall;
import io.serai.core.OutputParser;
import io.serai.wire.chat.Choice;
import io.serai.wire.chat.Logprobs;
import io.serai.wire.chat.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One choice of an answer on its way through the parser. */
final class ChoiceParse {
    private static final Logger LOG = LoggerFactory.getLogger(ChoiceParse.class);

    private enum State {
        /** Nothing was said yet. */
        UNDECIDED,
        /** The worker leaves it to us. */
        PARSING,
        /** The worker parses, or there is nothing more to parse. */
        PASSING
    }

    private final ParsePlan plan;
    private final InferenceCall call;
    private final ReasoningCount count;
    private final Logprobs logprobs = new Logprobs();
    private final List<Piece> pieces = new ArrayList<>(2);
    private State state = State.UNDECIDED;
    private @Nullable OutputParser parser;
    private int size;
    private int calls;
    private boolean changed;

    ChoiceParse(ParsePlan plan, InferenceCall call, ReasoningCount count) {
        this.plan = plan;
        this.call = call;
        this.count = count;
    }

    // ---- in

    /** Takes what a chunk says of this choice; whether it must be written anew. */
    boolean take(byte[] bytes, Choice choice) {
        size = 0;
        changed = state != State.PASSING && (choice.parsed() ? passOn() : parse(bytes, choice));
        return changed;
    }

    private boolean passOn() {
        end();
        return size > 0;
    }

    private boolean parse(byte[] bytes, Choice choice) {
        String text = choice.content();
        boolean stopped = choice.finishReason() != null;
        boolean said = false;
        if (text != null && !text.isEmpty()) {
            said = true;
            push(text);
        }
        if (stopped) {
            end();
        }
        boolean same = said ? says(text) : size == 0;
        if (same && (logprobs.isEmpty() || !(said || stopped))) {
            return finish(choice) != null;
        }
        logprobs.keep(bytes, choice.logprobs());
        return true;
    }

    /** What {@link #take} said last. */
    boolean changed() {
        return changed;
    }

    /** Whether what came out is just that text. */
    boolean says(@Nullable String text) {
        return size == 1
                && text != null
                && pieces.getFirst().kind() == Piece.Kind.CONTENT
                && text.contentEquals(pieces.getFirst().text());
    }

    /** Takes a choice of a whole completion; whether it must be written anew. */
    boolean takeWhole(Choice choice) {
        String text = choice.content();
        if (choice.parsed() || text == null || text.isEmpty()) {
            return false;
        }
        push(text);
        end();
        changed = !says(text);
        return changed;
    }

    private void push(String text) {
        state = State.PARSING;
        OutputParser current = parser;
        if (current == null) {
            current = plan.dialect().parser(plan.options(), this::heard);
            parser = current;
        }
        try {
            current.push(text);
        } catch (RuntimeException bug) {
            broken(bug);
            if (size == 0) {
                piece(Piece.Kind.CONTENT, 0).add(text);
            }
        }
    }

    /** Lets out what is held back; nothing is parsed any more. */
    void end() {
        OutputParser current = parser;
        if (state == State.PARSING && current != null) {
            try {
                current.end();
                call.trace().malformedOutput(current.malformed());
            } catch (RuntimeException bug) {
                broken(bug);
            }
        }
        state = State.PASSING;
    }

    private void broken(RuntimeException bug) {
        LOG.error(
                "call {}: the parser of dialect {} failed; the rest of the answer is passed on as it is",
                call.id(),
                plan.dialect().name(),
                bug);
        call.trace().malformedOutput(1);
        state = State.PASSING;
    }

    // ---- from the parser

    private void heard(ChatEvent event) {
        switch (event) {
            case ChatEvent.Content(String text) -> piece(Piece.Kind.CONTENT, 0).add(text);
            case ChatEvent.Reasoning(String text) -> reasoning(text);
            case ChatEvent.ToolCall(int index, String id, String name) -> {
                if (wanted(index)) {
                    begin(Piece.Kind.CALL, index).named(id == null ? plan.ids().get() : id, name);
                    calls++;
                }
            }
            case ChatEvent.Arguments(int index, String json) -> {
                if (wanted(index)) {
                    piece(Piece.Kind.CALL, index).add(json);
                }
            }
        }
    }

    private boolean wanted(int index) {
        return index == 0 || plan.parallelCalls();
    }

    private void reasoning(String text) {
        count.add(text);
        if (plan.reasoning()) {
            piece(Piece.Kind.REASONING, 0).add(text);
        }
    }

    /** The last piece if it is such a one, else a new one. */
    private Piece piece(Piece.Kind kind, int index) {
        if (size > 0) {
            Piece last = pieces.get(size - 1);
            if (last.kind() == kind && last.call() == index) {
                return last;
            }
        }
        return begin(kind, index);
    }

    private Piece begin(Piece.Kind kind, int index) {
        if (size == pieces.size()) {
            pieces.add(new Piece());
        }
        Piece next = pieces.get(size++);
        next.begin(kind, index);
        return next;
    }

    // ---- out

    /** What came out of the last chunk. */
    List<Piece> pieces() {
        return pieces.subList(0, size);
    }

    /** Forgets {@link #pieces()}. */
    void written() {
        size = 0;
    }

    /** Log probabilities that have not gone out. */
    Logprobs logprobs() {
        return logprobs;
    }

    /** What to say instead of the worker's finish reason; null to leave it. */
    @Nullable
    String finish(Choice choice) {
        return calls > 0 && "stop".equals(choice.finishReason()) ? "tool_calls" : null;
    }
}
