package io.serai.steps.pii;

import java.util.Arrays;
import java.util.Locale;
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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static PiiOperation operation(String name) {
        for (PiiOperation operation : PiiOperation.values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-pii:" + name + " is no operation; set it to one of "
                + Arrays.toString(PiiOperation.values()).toLowerCase(Locale.ROOT));
    }
}
