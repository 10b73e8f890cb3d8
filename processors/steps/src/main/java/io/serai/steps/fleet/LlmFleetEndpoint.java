package io.serai.steps.fleet;

import io.serai.core.EngineClient;
import io.serai.core.ModelCard;
import io.serai.core.ModelCards;
import io.serai.fleet.Fleet;
import io.serai.fleet.choice.ModelTables;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Answers from what the gateway knows of its fleet: models, health, loads; and empties caches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-fleet",
        title = "LLM Fleet",
        syntax = "llm-fleet:operation",
        producerOnly = true,
        category = {Category.AI, Category.MONITORING})
public final class LlmFleetEndpoint extends DefaultEndpoint {
    @UriPath(description = "What to answer. In a URI in lower case with hyphens, for example flush-cache.")
    @Metadata(required = true)
    private FleetOperation operation = FleetOperation.HEALTH;

    LlmFleetEndpoint(String uri, LlmFleetComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        Fleet fleet = bean(Fleet.class);
        ModelCards known = getCamelContext().getRegistry().findSingleByType(ModelCards.class);
        ModelCards cards = known == null ? ModelCard::unknown : known;
        ModelTables tables = getCamelContext().getRegistry().findSingleByType(ModelTables.class);
        var replies = new FleetReplies(
                fleet, bean(Lifecycle.class), cards, tables == null ? new ModelTables(List.of()) : tables);
        return new LlmFleetProducer(this, replies, fleet, bean(EngineClient.class));
    }

    private <T> T bean(Class<T> type) {
        return Objects.requireNonNull(
                getCamelContext().getRegistry().findSingleByType(type),
                "llm-fleet: works in the gateway's pipelines only");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " is a step; it cannot begin a route");
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
