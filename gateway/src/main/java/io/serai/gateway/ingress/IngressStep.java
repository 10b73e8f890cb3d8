package io.serai.gateway.ingress;

import io.netty.channel.EventLoop;
import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.steps.http.PathEntry;
import io.serai.wire.RequestSkimmer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The one step of the ingress route: hands the call to the pipeline that serves its path and writes what comes of it.
 * Holds the exchange until the last byte.
 */
public final class IngressStep extends AsyncProcessorSupport {
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var message = (CallMessage) exchange.getIn();
        InferenceCall call = message.call();
        PathEntry entry = message.entry();
        var ends = new Ends(callback);
        message.writer().whenOver(ends::answerEnded);
        if (entry.api() != Api.OTHER) {
            try {
                call.accept(entry.api(), RequestSkimmer.skim(entry.api(), call.body()), call.pathRest());
            } catch (CallError invalid) {
                ends.pipelineEnded();
                message.writer().refuse(invalid, false);
                return false;
            }
        }
        entry.processor()
                .process(
                        exchange,
                        doneSync -> onLoop(call, () -> {
                            answer(exchange, message);
                            ends.pipelineEnded();
                        }));
        return false;
    }

    /** The exchange ends when both its pipeline and its answer have: a client may go while its pipeline still runs. */
    private static final class Ends {
        private final AsyncCallback callback;
        private int open = 2;

        Ends(AsyncCallback callback) {
            this.callback = callback;
        }

        void pipelineEnded() {
            oneEnded();
        }

        void answerEnded() {
            oneEnded();
        }

        private void oneEnded() {
            open--;
            if (open == 0) {
                callback.done(false);
            }
        }
    }

    /** A step may have moved the exchange to a thread of its own. */
    private static void onLoop(InferenceCall call, Runnable task) {
        if (call.loop() instanceof EventLoop loop && loop.inEventLoop()) {
            task.run();
        } else {
            call.loop().execute(task);
        }
    }

    private static void answer(Exchange exchange, CallMessage message) {
        ResponseWriter writer = message.writer();
        Outcome outcome = Outcome.of(exchange, message);
        forgetErrors(exchange);
        switch (outcome) {
            case Outcome.Answered(var reply, var added) -> writer.answer(reply, added);
            case Outcome.Refused(CallError error) ->
                writer.refuse(error, message.call().trace().attempts().size() > 1);
        }
    }

    /** What a pipeline's error handler left behind would make the ingress route skip its own end. */
    private static void forgetErrors(Exchange exchange) {
        exchange.setException(null);
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.setRouteStop(false);
        exchange.setRollbackOnly(false);
    }
}
