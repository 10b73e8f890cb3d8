package io.serai.steps.cache;

import io.serai.fleet.Fleet;
import io.serai.steps.StepEndpoint;
import java.time.InstantSource;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

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
public final class LlmCacheEndpoint extends StepEndpoint {
    @UriPath(description = "What to do: lookup before llm-tokenize, store behind llm-parse.")
    @Metadata(required = true)
    private CacheOperation operation = CacheOperation.LOOKUP;

    LlmCacheEndpoint(String uri, LlmCacheComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        var cache = bean(ResponseCache.class, new ResponseCache(ResponseCache.Settings.OFF, System::nanoTime));
        return switch (operation) {
            case LOOKUP -> new LookupProducer(this, cache, bean(Fleet.class), new Replay(InstantSource.system()));
            case STORE -> new StoreProducer(this, cache);
        };
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
