package io.serai.steps.model;

import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.fleet.choice.ExplainedDecision;
import io.serai.fleet.choice.ModelTable;
import io.serai.fleet.choice.ModelTables;
import io.serai.steps.Calls;
import io.serai.steps.RouteEdits;
import io.serai.wire.BodySplice;
import io.serai.wire.RequestSkimmer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-model}: puts the chosen model into the call, or answers with what would be chosen. */
final class LlmModelProducer extends DefaultAsyncProducer {
    private static final String HEADER = "x-serai-model";

    private final ModelOperation operation;
    private final boolean header;
    private final ModelTables tables;
    private final FleetModels models;

    LlmModelProducer(LlmModelEndpoint endpoint, ModelTables tables, FleetModels models) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.header = endpoint.isHeader();
        this.tables = tables;
        this.models = models;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InferenceCall call = Calls.of(exchange);
            if (!call.answered()) {
                RouteEdits.apply(exchange, call);
                ModelTable table = tables.find(call.fields().model());
                if (operation == ModelOperation.EXPLAIN) {
                    call.reply(explained(call, table));
                } else if (table != null) {
                    choose(exchange, call, table);
                }
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void choose(Exchange exchange, InferenceCall call, ModelTable table) {
        ExplainedDecision explained = table.choose(new AskedOfCall(call), models);
        String model = explained.decision().model();
        byte[] body = BodySplice.join(BodySplice.withModel(call.body(), call.fields(), model));
        call.replaceBody(body, RequestSkimmer.skim(call.api(), body));
        call.decision(explained.decision());
        exchange.getMessage().setBody(body);
        if (header) {
            exchange.getMessage().setHeader(HEADER, model);
        }
    }

    private Reply explained(InferenceCall call, @Nullable ModelTable table) {
        String requested = call.fields().model();
        return table == null
                ? Explanation.ofModel(call, requested, models.resolved(requested))
                : Explanation.of(call, table.choose(new AskedOfCall(call), models));
    }
}
