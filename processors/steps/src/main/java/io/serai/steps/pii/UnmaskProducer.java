package io.serai.steps.pii;

import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import io.serai.steps.TransformedReply;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Step {@code llm-pii:unmask}: puts a reply on the call that says values in place of placeholders. */
final class UnmaskProducer extends DefaultAsyncProducer {
    private static final int FIRST_ERROR = 400;

    private final PiiGuard guard;
    private final int inlineBytes;

    UnmaskProducer(LlmPiiEndpoint endpoint, PiiGuard guard) {
        super(endpoint);
        this.guard = guard;
        this.inlineBytes = endpoint.getInlineBytes();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        PiiTrace trace = PiiTrace.of(exchange);
        if (trace != null) {
            InferenceCall call = Calls.of(exchange);
            Reply reply = call.reply();
            if (reply != null && reply.status() < FIRST_ERROR) {
                var flows = new TextFlows(trace, guard.counts());
                if (reply instanceof Reply.Whole whole && whole.body().length > inlineBytes) {
                    guard.threads().goOn(() -> {
                        Runnable effect = effect(exchange, call, whole, flows);
                        call.loop().execute(() -> {
                            effect.run();
                            callback.done(false);
                        });
                    });
                    return false;
                }
                call.reply(restored(reply, flows));
            }
        }
        callback.done(true);
        return true;
    }

    /** What is to be done on the call's loop; never throws. */
    private static Runnable effect(Exchange exchange, InferenceCall call, Reply.Whole whole, TextFlows flows) {
        try {
            Reply restored = restored(whole, flows);
            return () -> call.reply(restored);
        } catch (RuntimeException | Error e) {
            return () -> exchange.setException(e);
        }
    }

    private static Reply restored(Reply reply, TextFlows flows) {
        return switch (reply) {
            case Reply.Whole whole ->
                new Reply.Whole(whole.status(), whole.headers(), WholeTexts.restored(whole.body(), flows));
            case Reply.Live live when live.eventStream() -> new TransformedReply(live, new StreamTexts(flows));
            case Reply.Live live ->
                new TransformedReply(live, new LongTexts(flows.trace().masker()));
        };
    }
}
