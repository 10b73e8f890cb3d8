package io.serai.gateway.admin;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.fleet.FleetException;
import io.serai.steps.Calls;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Runs one action of the admin API for a call; a refusal becomes the exchange's exception. */
final class AdminStep extends AsyncProcessorSupport {
    private final Function<InferenceCall, Reply> action;

    AdminStep(Function<InferenceCall, Reply> action) {
        this.action = action;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        try {
            call.reply(action.apply(call));
        } catch (FleetException e) {
            exchange.setException(CallError.of(e.code().status(), e.code().key(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }
}
