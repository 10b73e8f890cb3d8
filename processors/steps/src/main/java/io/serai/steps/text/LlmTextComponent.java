package io.serai.steps.text;

import io.serai.steps.OperationNames;
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
        endpoint.setOperation(OperationNames.find("llm-text", TextOperation.class, remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
