package io.serai.steps.cache;

import io.serai.fleet.Fleet;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Gives answers again: the lookup before a chat is dispatched answers it if the same was asked before, the store behind
 * llm-parse keeps new answers. Does nothing unless response-cache is configured.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-cache",
        title = "LLM Cache",
        syntax = "llm-cache:operation",
        producerOnly = true,
        category = {Category.AI})
public final class LlmCacheEndpoint extends DefaultEndpoint {
    @UriPath(description = "What to do: lookup before llm-tokenize, store behind llm-parse.")
    @Metadata(required = true)
    private CacheOperation operation = CacheOperation.LOOKUP;

    LlmCacheEndpoint(String uri, LlmCacheComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        var beans = getCamelContext().getRegistry();
        ResponseCache found = beans.findSingleByType(ResponseCache.class);
        ResponseCache cache = found == null ? new ResponseCache(ResponseCache.Settings.OFF, System::nanoTime) : found;
        return switch (operation) {
            case LOOKUP ->
                new LookupProducer(
                        this,
                        cache,
                        Objects.requireNonNull(
                                beans.findSingleByType(Fleet.class),
                                "llm-cache: works in the gateway's pipelines only"),
                        new Replay(InstantSource.system()));
            case STORE -> new StoreProducer(this, cache);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " is a step; it cannot begin a route");
    }

    /** What to do. */
    public CacheOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(CacheOperation operation) {
        this.operation = operation;
    }
}
