package io.serai.steps.pii;

import io.serai.steps.OperationNames;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-pii}: keeps personal data from workers. */
@Component("llm-pii")
public final class LlmPiiComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmPiiEndpoint(uri, this);
        endpoint.setOperation(OperationNames.find("llm-pii", PiiOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
