package io.serai.steps.fleet;

import io.serai.steps.OperationNames;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-fleet}: answers from what the gateway knows of its fleet. */
@Component("llm-fleet")
public final class LlmFleetComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmFleetEndpoint(uri, this);
        endpoint.setOperation(OperationNames.find("llm-fleet", FleetOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
