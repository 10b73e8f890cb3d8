package io.serai.steps.http;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-http}: the {@code from} of a pipeline. */
@Component("llm-http")
public final class LlmHttpComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmHttpEndpoint(uri, this);
        endpoint.setPath(remaining.startsWith("/") ? remaining : "/" + remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
