package io.serai.steps.model;

import io.serai.steps.OperationNames;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-model}: chooses the model of calls that ask for a routing table's name. */
@Component("llm-model")
public final class LlmModelComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmModelEndpoint(uri, this);
        endpoint.setOperation(OperationNames.find("llm-model", ModelOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
