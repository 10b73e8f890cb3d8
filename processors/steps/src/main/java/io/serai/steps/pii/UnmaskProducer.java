package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.steps.Calls;
import io.serai.steps.TransformedReply;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Step {@code llm-pii:unmask}: puts a reply on the call that says values in place of placeholders. What is to be searched
 * as a whole is held until it is complete.
 */
final class UnmaskProducer extends DefaultAsyncProducer {
    private static final int FIRST_ERROR = 400;

    private final PiiGuard guard;
    private final AnswerSearch search;
    private final int inlineBytes;

    UnmaskProducer(LlmPiiEndpoint endpoint, PiiGuard guard, PiiSearch search) {
        super(endpoint);
        this.guard = guard;
        this.search = new AnswerSearch(search, guard, endpoint.deadline());
        this.inlineBytes = endpoint.getInlineBytes();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        PiiTrace trace = PiiTrace.of(exchange);
        InferenceCall call = Calls.of(exchange);
        Reply reply = trace == null ? null : call.reply();
        if (trace == null || reply == null || reply.status() >= FIRST_ERROR) {
            callback.done(true);
            return true;
        }
        boolean asks = trace.plan().policy().asksModelOfAnswers();
        if (reply instanceof Reply.Whole whole && (asks || whole.body().length > inlineBytes)) {
            search.restore(call, trace, whole.body(), false, new AnswerSearch.Outcome() {
                @Override
                public void restored(byte[] body) {
                    call.reply(new Reply.Whole(whole.status(), whole.headers(), body));
                    callback.done(false);
                }

                @Override
                public void refused(CallError error) {
                    exchange.setException(error);
                    callback.done(false);
                }
            });
            return false;
        }
        try {
            call.reply(restored(call, trace, reply));
        } catch (RuntimeException bug) {
            exchange.setException(AnswerSearch.broken(call, bug));
        }
        callback.done(true);
        return true;
    }

    private Reply restored(InferenceCall call, PiiTrace trace, Reply reply) {
        var flows = new TextFlows(trace, guard.counts());
        PiiPolicy policy = trace.plan().policy();
        return switch (reply) {
            case Reply.Whole whole ->
                new Reply.Whole(whole.status(), whole.headers(), WholeTexts.restored(whole.body(), flows));
            case Reply.Live live
            when policy.asksModelOfAnswers() || (!live.eventStream() && policy.output() != Output.PASS) ->
                new HeldReply(live, (body, outcome) -> search.restore(call, trace, body, live.eventStream(), outcome));
            case Reply.Live live when live.eventStream() -> new TransformedReply(live, new StreamTexts(flows));
            case Reply.Live live -> new TransformedReply(live, new LongTexts(trace.masker()));
        };
    }
}
