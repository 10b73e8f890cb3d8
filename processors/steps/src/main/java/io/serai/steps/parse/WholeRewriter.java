package io.serai.steps.parse;

import io.serai.core.InferenceCall;
import io.serai.wire.chat.BodyWriter;
import io.serai.wire.chat.ChatReply;
import io.serai.wire.chat.Choice;
import io.serai.wire.chat.Piece;
import io.serai.wire.chat.UsageWriter;
import java.util.ArrayList;
import java.util.List;

/** Rewrites a whole completion. */
final class WholeRewriter {
    private final ParsePlan plan;
    private final InferenceCall call;
    private final ReasoningCount count;
    private final ChatReply reply = new ChatReply();

    private WholeRewriter(ParsePlan plan, InferenceCall call) {
        this.plan = plan;
        this.call = call;
        this.count = new ReasoningCount(plan.tokenizer());
    }

    /** What the client gets: {@code body} itself where nothing in it was to be parsed. */
    static byte[] rewrite(ParsePlan plan, InferenceCall call, byte[] body) {
        return new WholeRewriter(plan, call).run(body);
    }

    private byte[] run(byte[] body) {
        if (reply.read(body, 0, body.length) != ChatReply.Kind.CHOICES) {
            return body;
        }
        var parses = new ArrayList<ChoiceParse>(reply.size());
        boolean changed = false;
        for (int i = 0; i < reply.size(); i++) {
            var parse = new ChoiceParse(plan, call, count);
            changed |= parse.takeWhole(reply.choice(i));
            parses.add(parse);
        }
        return changed ? write(parses) : body;
    }

    private byte[] write(List<ChoiceParse> parses) {
        var writer = new BodyWriter(reply, plan.field());
        int tokens = count.total();
        boolean counts = tokens > 0 && !reply.usage().isEmpty() && !UsageWriter.counts(reply.bytes(), reply.usage());
        boolean first = reply.usage().start() < reply.choices().start();
        if (tokens > 0) {
            call.trace().reasoningTokens(tokens);
        }
        if (counts && first) {
            writer.usage(tokens);
        }
        for (int i = 0; i < parses.size(); i++) {
            if (parses.get(i).changed()) {
                write(writer, reply.choice(i), parses.get(i));
            }
        }
        if (counts && !first) {
            writer.usage(tokens);
        }
        return writer.end();
    }

    private static void write(BodyWriter writer, Choice choice, ChoiceParse parse) {
        var reasoning = new StringBuilder();
        var content = new StringBuilder();
        var calls = new ArrayList<Piece>();
        for (Piece piece : parse.pieces()) {
            switch (piece.kind()) {
                case REASONING -> reasoning.append(piece.text());
                case CONTENT -> content.append(piece.text());
                case CALL -> call(calls, piece);
            }
        }
        writer.choice(choice, reasoning, content, calls, parse.finish(choice));
    }

    /** Arguments that text came between belong to their call all the same. */
    private static void call(List<Piece> calls, Piece piece) {
        for (Piece known : calls) {
            if (known.call() == piece.call()) {
                known.add(piece.text().toString());
                return;
            }
        }
        calls.add(piece);
    }
}
