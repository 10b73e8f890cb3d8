package io.serai.steps.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code llm-text}: what tokenizers, chat templates and dialects make of a text. */
@Component("llm-text")
public final class LlmTextComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LlmTextEndpoint(uri, this);
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static TextOperation operation(String name) {
        for (TextOperation operation : TextOperation.values()) {
            if (operation.name().equalsIgnoreCase(name.replace('-', '_'))) {
                return operation;
            }
        }
        throw new IllegalArgumentException("llm-text:" + name + " is no operation; set it to one of "
                + Arrays.toString(TextOperation.values())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
    }
}
