package io.serai.gateway.ingress;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.steps.http.PathEntry;
import io.serai.wire.RequestSkimmer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one step of the ingress route: hands the call to the pipeline that serves its path and writes what comes of it.
 * Holds the exchange until the last byte.
 */
public final class IngressStep extends AsyncProcessorSupport {
    private static final Logger LOG = LoggerFactory.getLogger(IngressStep.class);

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var message = (CallMessage) exchange.getIn();
        InferenceCall call = message.call();
        PathEntry entry = message.entry();
        var run = new Run(exchange, message, callback);
        message.writer().whenOver(run::answerEnded);
        try {
            if (entry.api() != Api.OTHER) {
                call.accept(entry.api(), RequestSkimmer.skim(entry.api(), call.body()), call.pathRest());
            }
            entry.processor().process(exchange, doneSync -> message.writer().onLoop(run::pipelineEnded));
        } catch (Exception e) {
            exchange.setException(e);
            run.pipelineEnded();
        }
        return false;
    }

    /**
     * A call between its pipeline and its answer. The exchange ends when both have: a client may go while its pipeline
     * still runs.
     */
    private static final class Run {
        private final Exchange exchange;
        private final CallMessage message;
        private final AsyncCallback callback;
        private boolean pipelineEnded;
        private boolean answerEnded;

        Run(Exchange exchange, CallMessage message, AsyncCallback callback) {
            this.exchange = exchange;
            this.message = message;
            this.callback = callback;
        }

        /** A pipeline that throws may have called back before. */
        void pipelineEnded() {
            if (pipelineEnded) {
                return;
            }
            try {
                answer(exchange, message);
            } catch (RuntimeException e) {
                LOG.error(
                        "call {}: the answer of route {} failed",
                        message.call().id(),
                        message.entry().routeId(),
                        e);
                message.writer().breakOff(HttpRefusals.internal());
            }
            pipelineEnded = true;
            message.stay().leave();
            endIfBothHave();
        }

        void answerEnded() {
            answerEnded = true;
            endIfBothHave();
        }

        private void endIfBothHave() {
            if (pipelineEnded && answerEnded) {
                callback.done(false);
            }
        }
    }

    private static void answer(Exchange exchange, CallMessage message) {
        ResponseWriter writer = message.writer();
        Outcome outcome = Outcome.of(exchange, message);
        forgetErrors(exchange);
        boolean alreadyRetried = message.call().trace().attempts().size() > 1;
        switch (outcome) {
            case Outcome.Answered(var reply, var added) -> writer.answer(reply, added, alreadyRetried);
            case Outcome.Refused(CallError error) -> writer.refuse(error, alreadyRetried);
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
