package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import io.serai.steps.RouteEdits;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-dispatch}: call in, reply on the call out. Over when the worker's head has come. */
final class LlmDispatchProducer extends DefaultAsyncProducer {
    private final Dispatcher dispatcher;
    private final DispatchOptions options;

    LlmDispatchProducer(LlmDispatchEndpoint endpoint, Dispatcher dispatcher, DispatchOptions options) {
        super(endpoint);
        this.dispatcher = dispatcher;
        this.options = options;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Step step = null;
        try {
            InferenceCall call = Calls.of(exchange);
            if (call.answered()) {
                callback.done(true);
                return true;
            }
            step = new Step(exchange, callback, call);
            RouteEdits.apply(exchange, call);
            call.whenCancelled(step::cancelled);
            if (!call.cancelled()) { // the client may have gone while an earlier step worked
                dispatcher.dispatch(call, options, step);
            }
            return false;
        } catch (RuntimeException e) {
            return failed(exchange, callback, step, e);
        }
    }

    private static boolean failed(
            Exchange exchange, AsyncCallback callback, @Nullable Step step, RuntimeException failure) {
        if (step != null && !step.end()) {
            throw failure; // a later step's, run by the callback
        }
        exchange.setException(failure);
        callback.done(true);
        return true;
    }

    /** Ends the step once, whatever comes first: an exchange that never ended would keep its route from stopping. */
    private static final class Step implements DispatchListener {
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final InferenceCall call;
        private boolean done;

        Step(Exchange exchange, AsyncCallback callback, InferenceCall call) {
            this.exchange = exchange;
            this.callback = callback;
            this.call = call;
        }

        /** Whether it had not ended yet. */
        boolean end() {
            boolean first = !done;
            done = true;
            return first;
        }

        @Override
        public void replied(Reply reply) {
            if (end()) {
                call.reply(reply);
                callback.done(false);
            }
        }

        @Override
        public void refused(CallError error) {
            if (end()) {
                exchange.setException(error);
                callback.done(false);
            }
        }

        void cancelled() {
            refused(CallError.of(499, "client_closed", "The client closed the connection."));
        }
    }
}
