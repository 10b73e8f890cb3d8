package io.serai.gateway.admin;

import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Runs an action of the admin API that may block, on a thread of its own. */
final class SlowAdminStep extends AsyncProcessorSupport {
    private final Function<InferenceCall, Reply> action;

    SlowAdminStep(Function<InferenceCall, Reply> action) {
        this.action = action;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        Thread.ofVirtual().name("serai-admin").start(() -> {
            Runnable outcome = outcome(exchange, call);
            call.loop().execute(() -> {
                outcome.run();
                callback.done(false);
            });
        });
        return false;
    }

    private Runnable outcome(Exchange exchange, InferenceCall call) {
        try {
            Reply reply = action.apply(call);
            return () -> call.reply(reply);
        } catch (RuntimeException e) {
            return () -> exchange.setException(e);
        }
    }
}
