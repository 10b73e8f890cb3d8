package io.serai.steps;

import java.util.Objects;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** What all steps have in common: they cannot begin a route, and find what they need among the gateway's beans. */
public abstract class StepEndpoint extends DefaultEndpoint {
    /** The endpoint of {@code uri}. */
    protected StepEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public final Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " is a step; it cannot begin a route");
    }

    /**
     * The bean of that type.
     *
     * @throws NullPointerException if there is none: this is no route of the gateway
     */
    protected final <T> T bean(Class<T> type) {
        return Objects.requireNonNull(
                findBean(type), () -> getEndpointUri() + " works in the gateway's pipelines only");
    }

    /** The bean of that type, or {@code otherwise}. */
    protected final <T> T bean(Class<T> type, T otherwise) {
        T found = findBean(type);
        return found == null ? otherwise : found;
    }

    /** The bean of that type, or null. */
    protected final <T> @Nullable T findBean(Class<T> type) {
        return getCamelContext().getRegistry().findSingleByType(type);
    }
}
