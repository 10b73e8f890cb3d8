package io.serai.steps.model;

import io.serai.core.ModelCard;
import io.serai.core.ModelCards;
import io.serai.fleet.Fleet;
import io.serai.fleet.choice.ModelTables;
import io.serai.fleet.choice.RecentTimes;
import io.serai.steps.StepEndpoint;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Chooses the model of a call that asks for the name of a routing table, such as auto, by the table's rules. Any other
 * call passes untouched.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-model",
        title = "LLM Model",
        syntax = "llm-model:operation",
        producerOnly = true,
        category = {Category.AI})
public final class LlmModelEndpoint extends StepEndpoint {
    @UriPath(
            description =
                    "What to do: choose puts the chosen model into the request, explain answers with what would be"
                            + " chosen and why.")
    @Metadata(required = true)
    private ModelOperation operation = ModelOperation.CHOOSE;

    @UriParam(
            defaultValue = "false",
            description = "Tell clients the chosen model in the response header x-serai-model.")
    private boolean header;

    LlmModelEndpoint(String uri, LlmModelComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        var models = new FleetModels(
                bean(Fleet.class),
                bean(ModelCards.class, ModelCard::unknown),
                bean(RecentTimes.class, new RecentTimes(System::nanoTime)));
        return new LlmModelProducer(this, bean(ModelTables.class, new ModelTables(List.of())), models);
    }

    /** What to do. */
    public ModelOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(ModelOperation operation) {
        this.operation = operation;
    }

    /** Whether clients are told the chosen model in a header. */
    public boolean isHeader() {
        return header;
    }

    /** Sets {@link #isHeader()}. */
    public void setHeader(boolean header) {
        this.header = header;
    }
}
