package io.serai.steps.model;

import java.util.Arrays;
import java.util.Locale;
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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static ModelOperation operation(String name) {
        for (ModelOperation operation : ModelOperation.values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-model:" + name + " is no operation; set it to one of "
                + Arrays.toString(ModelOperation.values()).toLowerCase(Locale.ROOT));
    }
}
