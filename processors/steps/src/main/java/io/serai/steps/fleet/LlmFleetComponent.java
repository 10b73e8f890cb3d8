package io.serai.steps.fleet;

import java.util.Arrays;
import java.util.Locale;
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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static FleetOperation operation(String name) {
        for (FleetOperation operation : FleetOperation.values()) {
            if (operation.name().equalsIgnoreCase(name.replace('-', '_'))) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-fleet:" + name + " is no operation; set it to one of "
                + Arrays.toString(FleetOperation.values())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
    }
}
