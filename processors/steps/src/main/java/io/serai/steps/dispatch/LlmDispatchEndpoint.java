package io.serai.steps.dispatch;

import io.serai.steps.StepEndpoint;
import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;

/** Sends the call to a worker of its model, by that model's policy, and puts the live reply on the call. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-dispatch",
        title = "LLM Dispatch",
        syntax = "llm-dispatch:name",
        producerOnly = true,
        category = {Category.AI})
public final class LlmDispatchEndpoint extends StepEndpoint {
    @UriPath(description = "A name for diagrams and statistics, for example worker.")
    @Metadata(required = true)
    private String name = "worker";

    @UriParam(description = "Path at the worker. The client's own path by default.")
    private String path = "";

    @UriParam(defaultValue = "false", description = "Take any worker, whatever model it serves.")
    private boolean anyModel;

    @UriParam(
            defaultValue = "0",
            description = "How many workers are tried at most; 0 for retry.attempts of serai.yaml.")
    private int attempts;

    @UriParam(
            javaType = "java.time.Duration",
            description = "Limit until the response head; timeouts.first-byte by default.")
    private long firstByteTimeout = -1;

    @UriParam(javaType = "java.time.Duration", description = "Limit between two bytes; timeouts.idle by default.")
    private long idleTimeout = -1;

    @UriParam(javaType = "java.time.Duration", description = "Limit for the whole answer; timeouts.total by default.")
    private long totalTimeout = -1;

    @UriParam(
            defaultValue = "false",
            description = "Ask workers for the token counts of streams whose clients did not, for metrics and logs; the"
                    + " clients do not see them.")
    private boolean askUsage;

    LlmDispatchEndpoint(String uri, LlmDispatchComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new LlmDispatchProducer(this, bean(Dispatcher.class), options());
    }

    private DispatchOptions options() {
        var limits = new Limits(orNull(firstByteTimeout), orNull(idleTimeout), orNull(totalTimeout));
        return new DispatchOptions(path, anyModel, attempts, limits, askUsage);
    }

    private static @Nullable Duration orNull(long millis) {
        return millis >= 0 ? Duration.ofMillis(millis) : null;
    }

    /** A name for diagrams and statistics. */
    public String getName() {
        return name;
    }

    /** Sets {@link #getName()}. */
    public void setName(String name) {
        this.name = name;
    }

    /** Path at the worker; empty for the client's. */
    public String getPath() {
        return path;
    }

    /** Sets {@link #getPath()}. */
    public void setPath(String path) {
        this.path = path;
    }

    /** Whether any worker will do. */
    public boolean isAnyModel() {
        return anyModel;
    }

    /** Sets {@link #isAnyModel()}. */
    public void setAnyModel(boolean anyModel) {
        this.anyModel = anyModel;
    }

    /** How many workers are tried at most. */
    public int getAttempts() {
        return attempts;
    }

    /** Sets {@link #getAttempts()}. */
    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    /** Whether workers are asked for token counts that clients did not ask for. */
    public boolean isAskUsage() {
        return askUsage;
    }

    /** Sets {@link #isAskUsage()}. */
    public void setAskUsage(boolean askUsage) {
        this.askUsage = askUsage;
    }

    /** Limit until the response head in milliseconds; negative for the configured one. */
    public long getFirstByteTimeout() {
        return firstByteTimeout;
    }

    /** Sets {@link #getFirstByteTimeout()}. */
    public void setFirstByteTimeout(long firstByteTimeout) {
        this.firstByteTimeout = firstByteTimeout;
    }

    /** Limit between two bytes in milliseconds; negative for the configured one. */
    public long getIdleTimeout() {
        return idleTimeout;
    }

    /** Sets {@link #getIdleTimeout()}. */
    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /** Limit for the whole answer in milliseconds; negative for the configured one. */
    public long getTotalTimeout() {
        return totalTimeout;
    }

    /** Sets {@link #getTotalTimeout()}. */
    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
    }
}
