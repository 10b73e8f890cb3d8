package io.serai.steps.cache;

import io.serai.steps.OperationNames;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-cache}: answers that are given again. */
@Component("llm-cache")
public final class LlmCacheComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmCacheEndpoint(uri, this);
        endpoint.setOperation(OperationNames.find("llm-cache", CacheOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
