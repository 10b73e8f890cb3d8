package io.serai.steps.pii;

import io.serai.core.Classifiers;
import io.serai.core.FailureMode;
import io.serai.steps.StepEndpoint;
import io.serai.steps.classify.ClassifyEnvironment;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;

/**
 * Finds personal data and secrets in requests, and counts, refuses or replaces them; restores them in answers. Requests
 * of callers that no policy covers pass untouched.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-pii",
        title = "LLM PII",
        syntax = "llm-pii:operation",
        producerOnly = true,
        category = {Category.AI})
public final class LlmPiiEndpoint extends StepEndpoint {
    private static final Duration WITHOUT_GATEWAY = Duration.ofSeconds(1);

    @UriPath(
            description = "What is done: detect, block, mask or hash to what the caller's policy names no action for;"
                    + " unmask in the answer; inspect to answer what a text holds.")
    @Metadata(required = true)
    private PiiOperation operation = PiiOperation.MASK;

    @UriParam(
            description = "Types to look for in every request of this route, separated by commas, whatever the"
                    + " policies say. Without it requests are looked at that a policy covers.")
    private String types = "";

    @UriParam(
            javaType = "java.time.Duration",
            description = "How long the model may take to look for names, places and the like; classifiers.deadline by"
                    + " default.")
    private long deadline = -1;

    @UriParam(
            description = "What becomes of a request that could not be looked at: CLOSED (503) or OPEN (it passes, and"
                    + " that is logged and counted); pii.on-failure of serai.yaml by default.")
    private @Nullable FailureMode onFailure;

    @UriParam(
            defaultValue = "32768",
            description =
                    "Requests and whole answers of more bytes than this are looked through by a thread of their own.")
    private int inlineBytes = 32 << 10;

    @UriParam(
            defaultValue = "262144",
            description = "A request with a text of more characters than this, which a model would have to look at,"
                    + " counts as one that could not be looked at: it would take many seconds.")
    private int maxChars = 256 << 10;

    LlmPiiEndpoint(String uri, LlmPiiComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        if (maxChars < 1) {
            throw new IllegalArgumentException("maxChars is " + maxChars + "; set it to at least 1");
        }
        PiiGuard guard = bean(PiiGuard.class);
        var search =
                new PiiSearch(guard.cache(), bean(Classifiers.class, Classifiers.NONE), guard.threads(), inlineBytes);
        return switch (operation) {
            case INSPECT -> new InspectProducer(this, guard, search);
            case UNMASK -> new UnmaskProducer(this, guard, search);
            default -> new RequestProducer(this, guard, search);
        };
    }

    /** How long the model may take, asked for each call: the configuration may be edited meanwhile. */
    Supplier<Duration> deadline() {
        if (deadline >= 0) {
            var own = Duration.ofMillis(deadline);
            return () -> own;
        }
        ClassifyEnvironment gateway = findBean(ClassifyEnvironment.class);
        return gateway == null ? () -> WITHOUT_GATEWAY : gateway::deadline;
    }

    /** What is done. */
    public PiiOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(PiiOperation operation) {
        this.operation = operation;
    }

    /** Types to look for, separated by commas. */
    public String getTypes() {
        return types;
    }

    /** Sets {@link #getTypes()}. */
    public void setTypes(String types) {
        this.types = types;
    }

    /** How long the model may take, in milliseconds; negative: as the configuration says. */
    public long getDeadline() {
        return deadline;
    }

    /** Sets {@link #getDeadline()}. */
    public void setDeadline(long deadline) {
        this.deadline = deadline;
    }

    /** What becomes of a request that could not be looked at; null: what the configuration says. */
    public @Nullable FailureMode getOnFailure() {
        return onFailure;
    }

    /** Sets {@link #getOnFailure()}. */
    public void setOnFailure(@Nullable FailureMode onFailure) {
        this.onFailure = onFailure;
    }

    /** Largest request or whole answer that is looked through by the call's event loop. */
    public int getInlineBytes() {
        return inlineBytes;
    }

    /** Sets {@link #getInlineBytes()}. */
    public void setInlineBytes(int inlineBytes) {
        this.inlineBytes = inlineBytes;
    }

    /** Longest text that a model is given. */
    public int getMaxChars() {
        return maxChars;
    }

    /** Sets {@link #getMaxChars()}. */
    public void setMaxChars(int maxChars) {
        this.maxChars = maxChars;
    }
}
