package io.serai.steps.fleet;

import io.serai.core.EngineClient;
import io.serai.core.ModelCard;
import io.serai.core.ModelCards;
import io.serai.fleet.Fleet;
import io.serai.fleet.choice.ModelTables;
import io.serai.steps.StepEndpoint;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

/** Answers from what the gateway knows of its fleet: models, health, loads; and empties caches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-fleet",
        title = "LLM Fleet",
        syntax = "llm-fleet:operation",
        producerOnly = true,
        category = {Category.AI, Category.MONITORING})
public final class LlmFleetEndpoint extends StepEndpoint {
    @UriPath(description = "What to answer. In a URI in lower case with hyphens, for example flush-cache.")
    @Metadata(required = true)
    private FleetOperation operation = FleetOperation.HEALTH;

    LlmFleetEndpoint(String uri, LlmFleetComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        Fleet fleet = bean(Fleet.class);
        var replies = new FleetReplies(
                fleet,
                bean(Lifecycle.class),
                bean(ModelCards.class, ModelCard::unknown),
                bean(ModelTables.class, new ModelTables(List.of())));
        return new LlmFleetProducer(this, replies, fleet, bean(EngineClient.class));
    }

    /** What to answer. */
    public FleetOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(FleetOperation operation) {
        this.operation = operation;
    }
}
