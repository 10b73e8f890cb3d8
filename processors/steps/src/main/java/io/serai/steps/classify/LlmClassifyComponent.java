package io.serai.steps.classify;

import java.util.Arrays;
import java.util.Locale;
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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static ClassifyOperation operation(String name) {
        for (ClassifyOperation operation : ClassifyOperation.values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-classify:" + name + " is no operation; set it to one of "
                + Arrays.toString(ClassifyOperation.values()).toLowerCase(Locale.ROOT));
    }
}
