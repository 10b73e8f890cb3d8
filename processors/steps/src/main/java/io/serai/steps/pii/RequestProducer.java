package io.serai.steps.pii;

import io.serai.core.FailureMode;
import io.serai.core.InferenceCall;
import io.serai.core.Urgency;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.steps.RouteEdits;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Steps {@code llm-pii:detect}, {@code block}, {@code mask} and {@code hash}. */
final class RequestProducer extends SearchProducer {
    private final PiiGuard guard;
    private final Action action;
    private final Supplier<Duration> deadline;
    private final int maxChars;
    private final @Nullable FailureMode onFailure;
    private final @Nullable PiiPlan own;

    RequestProducer(LlmPiiEndpoint endpoint, PiiGuard guard, PiiSearch search) {
        super(endpoint, search);
        this.guard = guard;
        this.action = Action.valueOf(endpoint.getOperation().name());
        this.deadline = endpoint.deadline();
        this.maxChars = endpoint.getMaxChars();
        this.onFailure = endpoint.getOnFailure();
        this.own = own(endpoint.getTypes());
    }

    private static @Nullable PiiPlan own(String types) {
        var named = Arrays.stream(types.split(",", -1))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .collect(Collectors.toSet());
        return named.isEmpty() ? null : PiiPlan.of(PiiPolicy.everything().lookingFor(named));
    }

    @Override
    @Nullable
    Task task(Exchange exchange, InferenceCall call) {
        PiiPlan plan = own != null ? own : guard.plan(call.principal());
        if (plan == null || call.body().length == 0 || call.answered()) {
            return null;
        }
        RouteEdits.apply(exchange, call);
        boolean open = onFailure == null ? guard.failOpen() : onFailure == FailureMode.OPEN;
        var options =
                new SearchOptions(plan, true, plan.policy().asksModel(), deadline.get(), Urgency.REQUEST, maxChars);
        return new Task(options, new Enforcement(exchange, call, options, guard, action, open)::of);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (onFailure == FailureMode.OPEN) {
            guard.opened(getEndpoint().getEndpointUri());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (onFailure == FailureMode.OPEN) {
            guard.closed(getEndpoint().getEndpointUri());
        }
        super.doStop();
    }
}
