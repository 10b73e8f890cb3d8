package io.serai.steps.parse;

import io.serai.core.ChatEvent;
import io.serai.core.InferenceCall;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import io.serai.wire.chat.Choice;
import io.serai.wire.chat.Logprobs;
import io.serai.wire.chat.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One choice of an answer on its way through the parser. */
final class ChoiceParse {
    private static final Logger LOG = LoggerFactory.getLogger(ChoiceParse.class);

    private enum State {
        /** There was nothing to parse yet. */
        UNDECIDED,
        /** The worker leaves it to us. */
        PARSING,
        /** The worker parses, or there is nothing more to parse. */
        PASSING
    }

    /** In place of the index of a call. */
    private static final int NONE = -1;

    private final ParsePlan plan;
    private final InferenceCall call;
    private final ReasoningCount count;
    private final Logprobs logprobs = new Logprobs();
    private final Pieces pieces = new Pieces();
    private State state = State.UNDECIDED;
    private @Nullable OutputParser parser;
    private ParseOptions options;
    /** Whether the worker has given reasoning: from then on its content is read for calls only. */
    private boolean reasoned;
    /** Parsers count calls from 0 each; this is where those of the parser at hand begin. */
    private int firstCall;

    private int calls;
    private int onlyCall = NONE;
    private boolean passes;
    private boolean changed;

    ChoiceParse(ParsePlan plan, InferenceCall call, ReasoningCount count) {
        this.plan = plan;
        this.call = call;
        this.count = count;
        this.options = plan.options();
    }

    // ---- in

    /** Takes what a chunk says of this choice; whether it must be written anew. */
    boolean take(byte[] bytes, Choice choice) {
        pieces.clear();
        passes = false;
        changed = state != State.PASSING && heedWorker(bytes, choice);
        pieces.seal();
        return changed;
    }

    private boolean heedWorker(byte[] bytes, Choice choice) {
        if (choice.reasoned() && !reasoned) {
            callsOnly();
        }
        if (choice.called()) {
            end();
        }
        passes = state == State.PASSING;
        return passes ? !pieces.isEmpty() : parse(bytes, choice);
    }

    /** The worker's reasoning begins: what is held back comes out, and there is none of ours any more. */
    private void callsOnly() {
        reasoned = true;
        ParseOptions left = plan.left(true, false);
        if (end() && left != null) {
            state = State.UNDECIDED;
            options = left;
            parser = null;
            firstCall = calls;
        }
    }

    private boolean parse(byte[] bytes, Choice choice) {
        String content = choice.content();
        String text = content == null ? "" : content;
        boolean stopped = choice.finishReason() != null;
        if (!text.isEmpty()) {
            push(text);
        }
        if (stopped) {
            end();
        }
        boolean idle = text.isEmpty() && !stopped;
        boolean same = text.isEmpty() ? pieces.isEmpty() : pieces.say(text);
        if (same && (idle || logprobs.isEmpty())) {
            return finish(choice) != null;
        }
        logprobs.keep(bytes, choice.logprobs());
        return true;
    }

    /** Takes a choice of a whole completion; whether it must be written anew. */
    boolean takeWhole(Choice choice) {
        String text = choice.content();
        if (text == null || text.isEmpty()) {
            return false;
        }
        if (choice.reasoned() || choice.called()) {
            ParseOptions left = plan.left(choice.reasoned(), choice.called());
            if (left == null) {
                return false;
            }
            options = left;
        }
        push(text);
        end();
        changed = !pieces.say(text);
        pieces.seal();
        return changed;
    }

    /** The stream ends here: what was held back is now among the pieces, and nothing else is. */
    void flush() {
        pieces.clear();
        end();
        pieces.seal();
    }

    /** What {@link #take} said last. */
    boolean changed() {
        return changed;
    }

    /** Whether the last chunk itself follows, as it came, behind the pieces. */
    boolean passes() {
        return passes;
    }

    private void push(String text) {
        state = State.PARSING;
        OutputParser current = parser;
        if (current == null) {
            current = plan.dialect().parser(options, this::heard);
            parser = current;
        }
        try {
            current.push(text);
        } catch (RuntimeException bug) {
            broken(bug);
            if (pieces.isEmpty()) {
                pieces.begin(Piece.Kind.CONTENT, NONE).add(text);
            }
        }
    }

    /** Lets out what is held back; nothing is parsed any more. False if the parser failed. */
    private boolean end() {
        OutputParser current = parser;
        if (state == State.PARSING && current != null) {
            try {
                current.end();
                call.trace().malformedOutput(current.malformed());
            } catch (RuntimeException bug) {
                broken(bug);
                return false;
            }
        }
        state = State.PASSING;
        return true;
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
            case ChatEvent.Content(String text) ->
                pieces.at(Piece.Kind.CONTENT, NONE).add(text);
            case ChatEvent.Reasoning(String text) -> reasoning(text);
            case ChatEvent.ToolCall(int index, String id, String name) -> call(firstCall + index, id, name);
            case ChatEvent.Arguments(int index, String json) -> {
                if (wanted(firstCall + index)) {
                    pieces.at(Piece.Kind.CALL, firstCall + index).add(json);
                }
            }
            case ChatEvent.Retracted(int index) -> {
                if (wanted(firstCall + index) && pieces.retract(firstCall + index)) {
                    onlyCall = NONE;
                }
            }
        }
    }

    private void reasoning(String text) {
        count.add(text);
        if (plan.reasoning()) {
            pieces.at(Piece.Kind.REASONING, NONE).add(text);
        }
    }

    private void call(int index, @Nullable String id, String name) {
        calls = index + 1;
        if (onlyCall == NONE) {
            onlyCall = index;
        }
        if (wanted(index)) {
            pieces.begin(Piece.Kind.CALL, index).named(id == null ? plan.ids().get() : id, name);
        }
    }

    private boolean wanted(int index) {
        return plan.parallelCalls() || index == onlyCall;
    }

    // ---- out

    /** What came out of the last chunk. */
    List<Piece> pieces() {
        return pieces.all();
    }

    /** Forgets {@link #pieces()}. */
    void written() {
        pieces.clear();
    }

    /** Log probabilities that have not gone out. */
    Logprobs logprobs() {
        return logprobs;
    }

    /** What to say instead of the worker's finish reason; null to leave it. */
    @Nullable
    String finish(Choice choice) {
        return pieces.hasCalls() && "stop".equals(choice.finishReason()) ? "tool_calls" : null;
    }
}
