package io.serai.steps.cache;

import java.util.Arrays;
import java.util.Locale;
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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static CacheOperation operation(String name) {
        for (CacheOperation operation : CacheOperation.values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-cache:" + name + " is no operation; set it to one of "
                + Arrays.toString(CacheOperation.values()).toLowerCase(Locale.ROOT));
    }
}
