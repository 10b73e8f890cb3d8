package io.serai.steps.http;

import io.serai.core.Api;
import io.serai.guard.Access;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Declares which path and methods a pipeline serves. The ingress looks requests up by it; no socket is opened here.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-http",
        title = "LLM HTTP",
        syntax = "llm-http:path",
        consumerOnly = true,
        remote = false,
        category = {Category.AI, Category.HTTP})
public final class LlmHttpEndpoint extends DefaultEndpoint {
    @UriPath(description = "Path served, for example /v1/chat/completions. A last segment {name} takes the rest.")
    @Metadata(required = true)
    private String path = "/";

    @UriParam(defaultValue = "POST", description = "Methods served, separated by commas.")
    private String methods = "POST";

    @UriParam(
            defaultValue = "CLIENT",
            description = "Who may call: OPEN (anybody), CLIENT (an API key, where keys are configured), ADMIN (the"
                    + " admin key; without one, callers on the same machine).")
    private Access access = Access.CLIENT;

    @UriParam(
            defaultValue = "OTHER",
            description = "API spoken: CHAT, COMPLETIONS, GENERATE, EMBEDDINGS, RERANK, SCORE, CLASSIFY or OTHER."
                    + " Anything but OTHER needs a JSON body with that API's required fields.")
    private Api api = Api.OTHER;

    LlmHttpEndpoint(String uri, LlmHttpComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new LlmHttpConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointUri() + " begins a route; it cannot be a step");
    }

    Set<String> methodSet() {
        var set = new LinkedHashSet<String>();
        for (String method : methods.split(",", -1)) {
            String name = method.strip().toUpperCase(Locale.ROOT);
            if (name.isEmpty() || !name.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                throw new IllegalArgumentException(getEndpointUri() + ": methods is '" + methods
                        + "'; set it to methods separated by commas, for example GET,POST");
            }
            set.add(name);
        }
        return set;
    }

    /** Path served. */
    public String getPath() {
        return path;
    }

    /** Sets {@link #getPath()}. */
    public void setPath(String path) {
        this.path = path;
    }

    /** Methods served, separated by commas. */
    public String getMethods() {
        return methods;
    }

    /** Sets {@link #getMethods()}. */
    public void setMethods(String methods) {
        this.methods = methods;
    }

    /** Who may call. */
    public Access getAccess() {
        return access;
    }

    /** Sets {@link #getAccess()}. */
    public void setAccess(Access access) {
        this.access = access;
    }

    /** API spoken. */
    public Api getApi() {
        return api;
    }

    /** Sets {@link #getApi()}. */
    public void setApi(Api api) {
        this.api = api;
    }
}
