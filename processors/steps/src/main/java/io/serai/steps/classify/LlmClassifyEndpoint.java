package io.serai.steps.classify;

import io.serai.core.Classifiers;
import io.serai.core.FailureMode;
import io.serai.core.SignalNeeds;
import io.serai.fleet.Fleet;
import io.serai.steps.StepEndpoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Asks classifiers what a call is about: for the steps behind, or as the call's answer. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-classify",
        title = "LLM Classify",
        syntax = "llm-classify:operation",
        producerOnly = true,
        category = {Category.AI})
public final class LlmClassifyEndpoint extends StepEndpoint {
    @UriPath(
            description = "What to do with what classifiers say: signals puts it on the call, answer answers with it"
                    + " unless the call names a worker's model.")
    @Metadata(required = true)
    private ClassifyOperation operation = ClassifyOperation.SIGNALS;

    @UriParam(
            description =
                    "What to ask for, with commas, such as intent,complexity. Without it, what routing rules and the"
                            + " response cache need for the model that the call asks for: mostly nothing.")
    private String heads = "";

    @UriParam(javaType = "java.time.Duration", description = "How long to wait; classifiers.deadline by default.")
    private long deadline = -1;

    @UriParam(
            defaultValue = "OPEN",
            description = "What becomes of a call that could not be classified: OPEN (it goes on without signals) or"
                    + " CLOSED (it is refused with 503).")
    private FailureMode onFailure = FailureMode.OPEN;

    @UriParam(
            defaultValue = "false",
            description = "Tell the client in x-serai-intent and x-serai-complexity what was said.")
    private boolean responseHeaders;

    @UriParam(
            defaultValue = "65536",
            description = "A text of more characters than this is not classified; it would hold up the others.")
    private int maxChars = 64 << 10;

    LlmClassifyEndpoint(String uri, LlmClassifyComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        if (maxChars < 1) {
            throw new IllegalArgumentException("maxChars is " + maxChars + "; set it to at least 1");
        }
        var classifiers = bean(Classifiers.class);
        var environment = bean(ClassifyEnvironment.class);
        return switch (operation) {
            case ANSWER -> new AnswerProducer(this, classifiers, environment, bean(Fleet.class));
            case SIGNALS ->
                new SignalsProducer(this, classifiers, environment, bean(SignalNeeds.class, SignalNeeds.NONE));
        };
    }

    /** How long to wait, where {@code usual} is what the configuration says. */
    Duration deadline(Duration usual) {
        return deadline < 0 ? usual : Duration.ofMillis(deadline);
    }

    /** Names in {@link #getHeads()}; none if the need decides. */
    Set<String> headNames() {
        var names = new LinkedHashSet<String>();
        for (String name : heads.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }

    /** What to do with what classifiers say. */
    public ClassifyOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(ClassifyOperation operation) {
        this.operation = operation;
    }

    /** What to ask for, with commas; empty for what is needed. */
    public String getHeads() {
        return heads;
    }

    /** Sets {@link #getHeads()}. */
    public void setHeads(String heads) {
        this.heads = heads;
    }

    /** How long to wait in milliseconds; negative for the configured time. */
    public long getDeadline() {
        return deadline;
    }

    /** Sets {@link #getDeadline()}. */
    public void setDeadline(long deadline) {
        this.deadline = deadline;
    }

    /** What becomes of a call that could not be classified. */
    public FailureMode getOnFailure() {
        return onFailure;
    }

    /** Sets {@link #getOnFailure()}. */
    public void setOnFailure(FailureMode onFailure) {
        this.onFailure = onFailure;
    }

    /** Whether the client is told. */
    public boolean isResponseHeaders() {
        return responseHeaders;
    }

    /** Sets {@link #isResponseHeaders()}. */
    public void setResponseHeaders(boolean responseHeaders) {
        this.responseHeaders = responseHeaders;
    }

    /** Longest text that is classified. */
    public int getMaxChars() {
        return maxChars;
    }

    /** Sets {@link #getMaxChars()}. */
    public void setMaxChars(int maxChars) {
        this.maxChars = maxChars;
    }
}
