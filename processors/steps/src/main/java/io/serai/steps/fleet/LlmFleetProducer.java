package io.serai.steps.fleet;

import io.serai.core.CallError;
import io.serai.core.EngineClient;
import io.serai.core.InferenceCall;
import io.serai.fleet.Fleet;
import io.serai.steps.Calls;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Step {@code llm-fleet}: puts a whole reply on the call. */
final class LlmFleetProducer extends DefaultAsyncProducer {
    private final FleetOperation operation;
    private final FleetReplies replies;
    private final Fleet fleet;
    private final EngineClient engines;

    LlmFleetProducer(LlmFleetEndpoint endpoint, FleetReplies replies, Fleet fleet, EngineClient engines) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.replies = replies;
        this.fleet = fleet;
        this.engines = engines;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        if (operation == FleetOperation.FLUSH_CACHE) {
            new CacheFlush(engines, call, reply -> {
                        call.reply(reply);
                        callback.done(false);
                    })
                    .begin(fleet);
            return false;
        }
        try {
            call.reply(
                    switch (operation) {
                        case LIVENESS -> replies.liveness();
                        case READINESS, HEALTH -> replies.readiness();
                        case MODELS -> replies.models();
                        case MODEL -> replies.model(call.pathRest());
                        case WORKER_LOADS -> replies.workerLoads();
                        case LOADS -> replies.loads();
                        case FLUSH_CACHE -> throw new IllegalStateException("answered above");
                    });
        } catch (CallError e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }
}
