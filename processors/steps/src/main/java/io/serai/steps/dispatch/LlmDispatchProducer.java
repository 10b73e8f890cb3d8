package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

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
        try {
            InferenceCall call = Calls.of(exchange);
            RouteEdits.apply(exchange, call);
            var step = new Step(exchange, callback, call);
            call.whenCancelled(step::cancelled);
            dispatcher.dispatch(call, options, step);
            return false;
        } catch (CallError | IllegalStateException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
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

        @Override
        public void replied(Reply reply) {
            if (!done) {
                done = true;
                call.reply(reply);
                callback.done(false);
            }
        }

        @Override
        public void refused(CallError error) {
            if (!done) {
                done = true;
                exchange.setException(error);
                callback.done(false);
            }
        }

        void cancelled() {
            refused(CallError.of(499, "client_closed", "The client closed the connection."));
        }
    }
}
