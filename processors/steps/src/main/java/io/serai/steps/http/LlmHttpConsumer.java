package io.serai.steps.http;

import io.serai.core.Api;
import java.util.Objects;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Registers its pipeline in the path table of its generation when it starts. */
final class LlmHttpConsumer extends DefaultConsumer {
    private final LlmHttpEndpoint endpoint;

    LlmHttpConsumer(LlmHttpEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var table = Objects.requireNonNull(
                endpoint.getCamelContext().getRegistry().findSingleByType(PathTableBuilder.class),
                "llm-http: works in the gateway's pipelines only");
        table.add(new PathEntry(
                endpoint.getPath(),
                endpoint.methodSet(),
                endpoint.getAccess(),
                endpoint.getApi(),
                endpoint.getApi() != Api.OTHER,
                getRouteId(),
                getAsyncProcessor()));
    }
}
