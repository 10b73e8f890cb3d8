package io.serai.steps.parse;

import io.serai.core.InferenceCall;
import io.serai.steps.EventTransform;
import io.serai.wire.chat.ChatReply;
import io.serai.wire.chat.Choice;
import io.serai.wire.chat.ChunkWriter;
import io.serai.wire.chat.Piece;
import io.serai.wire.chat.UsageWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites an event stream of chunks. Events that need no change pass as they came; an array of such events is passed
 * on itself. Belongs to one stream.
 */
final class StreamRewriter extends EventTransform {
    private final ParsePlan plan;
    private final InferenceCall call;
    private final ReasoningCount count;
    private final ChunkWriter writer;
    private final Map<Integer, ChoiceParse> choices = new LinkedHashMap<>();
    /** The chunk at hand. */
    private ChatReply chunk = new ChatReply();
    /** The last one that had a choice: what is written after the last chunk looks like it. */
    private ChatReply like = new ChatReply();

    private boolean over;

    StreamRewriter(ParsePlan plan, InferenceCall call) {
        this.plan = plan;
        this.call = call;
        this.count = new ReasoningCount(plan.tokenizer());
        this.writer = new ChunkWriter(out, plan.field());
    }

    /** What is held back, as events. */
    @Override
    public byte[] end() {
        if (!over) {
            over = true;
            choices.values().forEach(ChoiceParse::flush);
            writeFlushed();
            int tokens = count.total();
            if (tokens > 0) {
                call.trace().reasoningTokens(tokens);
            }
        }
        return out.take();
    }

    /** Deals with the event at hand; {@code done} bytes are dealt with before and after it. */
    @Override
    protected int event(byte[] bytes, int done) {
        if (events.done()) {
            return flushInFront(bytes, done);
        }
        return switch (chunk.read(bytes, events.dataStart(), events.dataEnd())) {
            case UNKNOWN -> done;
            case ERROR -> flushInFront(bytes, done);
            case CHOICES -> chunk(bytes, done);
        };
    }

    private int flushInFront(byte[] bytes, int done) {
        choices.values().forEach(ChoiceParse::flush);
        if (choices.values().stream().allMatch(it -> it.pieces().isEmpty())) {
            return done;
        }
        out.raw(bytes, done, events.start());
        writeFlushed();
        return events.start();
    }

    private void writeFlushed() {
        choices.forEach((index, choice) -> {
            for (Piece piece : choice.pieces()) {
                writer.piece(like, index, false, piece, choice.logprobs());
            }
            choice.written();
        });
    }

    private int chunk(byte[] bytes, int done) {
        boolean changed = false;
        boolean last = chunk.size() == 0;
        for (int i = 0; i < chunk.size(); i++) {
            Choice choice = chunk.choice(i);
            changed |= of(choice).take(bytes, choice);
            last |= choice.finishReason() != null;
        }
        boolean counts = last && countsReasoning(bytes);
        int dealtWith = done;
        if (changed || counts) {
            out.raw(bytes, done, events.start());
            write();
            dealtWith = events.end();
        }
        if (chunk.size() > 0) {
            ChatReply before = like;
            like = chunk;
            chunk = before;
        }
        return dealtWith;
    }

    /** Whether the chunk has a usage into which the reasoning tokens are to be written. */
    private boolean countsReasoning(byte[] bytes) {
        if (chunk.usage().isEmpty()) {
            return false;
        }
        int tokens = count.total();
        boolean ours = tokens > 0 && !UsageWriter.counts(bytes, chunk.usage());
        writer.reasoningTokens(ours ? tokens : 0);
        return ours;
    }

    private ChoiceParse of(Choice choice) {
        ChoiceParse known = choices.get(choice.index());
        if (known == null) {
            known = new ChoiceParse(plan, call, count);
            choices.put(choice.index(), known);
        }
        return known;
    }

    private void write() {
        if (chunk.size() == 0) {
            writer.empty(chunk);
        }
        for (int i = 0; i < chunk.size(); i++) {
            Choice choice = chunk.choice(i);
            write(choice, of(choice));
        }
    }

    private void write(Choice choice, ChoiceParse parse) {
        if (!parse.changed()) {
            writer.asItCame(chunk, choice);
            return;
        }
        List<Piece> pieces = parse.pieces();
        boolean stopped = choice.finishReason() != null;
        boolean apartFromAll = stopped || parse.passes();
        int apart = apartFromAll ? pieces.size() : pieces.size() - 1;
        boolean beside = choice.reasoned() && !parse.passes();
        boolean role = choice.role() && !parse.passes() && !beside;
        if (beside) {
            writer.besideContent(chunk, choice, parse.logprobs());
        }
        for (int i = 0; i < apart; i++) {
            writer.piece(chunk, choice.index(), role && i == 0, pieces.get(i), parse.logprobs());
        }
        if (parse.passes()) {
            writer.asItCame(chunk, choice);
        } else if (stopped || role || !pieces.isEmpty()) {
            Piece last = apartFromAll || pieces.isEmpty() ? null : pieces.getLast();
            writer.choice(chunk, choice, role && apart <= 0, last, parse.logprobs(), parse.finish(choice));
        }
        parse.written();
    }
}
