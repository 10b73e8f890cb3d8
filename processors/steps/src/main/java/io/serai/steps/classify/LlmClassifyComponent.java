package io.serai.steps.classify;

import io.serai.steps.OperationNames;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-classify}: what classifiers make of a call's text. */
@Component("llm-classify")
public final class LlmClassifyComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmClassifyEndpoint(uri, this);
        endpoint.setOperation(OperationNames.find("llm-classify", ClassifyOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
