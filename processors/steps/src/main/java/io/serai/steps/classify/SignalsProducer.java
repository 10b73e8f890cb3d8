package io.serai.steps.classify;

import io.serai.core.CallError;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.FailureMode;
import io.serai.core.InferenceCall;
import io.serai.core.Signal;
import io.serai.core.SignalNeeds;
import io.serai.steps.Calls;
import io.serai.steps.RouteEdits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-classify:signals}: call in, signals on the call out. A call that needs none costs a look-up. */
final class SignalsProducer extends DefaultAsyncProducer {
    private final LlmClassifyEndpoint endpoint;
    private final Classifiers classifiers;
    private final ClassifyEnvironment environment;
    private final SignalNeeds needs;
    private final Set<String> always;

    SignalsProducer(
            LlmClassifyEndpoint endpoint, Classifiers classifiers, ClassifyEnvironment environment, SignalNeeds needs) {
        super(endpoint);
        this.endpoint = endpoint;
        this.classifiers = classifiers;
        this.environment = environment;
        this.needs = needs;
        this.always = endpoint.headNames();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InferenceCall call = Calls.of(exchange);
            if (!call.answered() && begin(exchange, callback, call)) {
                return false;
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** Whether the call waits now. */
    private boolean begin(Exchange exchange, AsyncCallback callback, InferenceCall call) {
        RouteEdits.apply(exchange, call);
        Set<String> wanted = always.isEmpty() ? needs.heads(call) : always;
        if (wanted.isEmpty()) {
            return false;
        }
        Set<String> heads = there(wanted);
        String text = heads.isEmpty() ? "" : UserText.of(call);
        if (text.isBlank()) {
            return false;
        }
        CallError tooLong = Failures.tooLong("messages", text, endpoint.getMaxChars());
        if (tooLong != null) {
            failed(Failures.TOO_LONG, tooLong);
            return false;
        }
        var answer = classifiers.classify(List.of(text), heads, endpoint.deadline(environment.deadline()));
        return waits(exchange, callback, call, answer);
    }

    /** Those of {@code wanted} that can be asked for. */
    private Set<String> there(Set<String> wanted) {
        var heads = new LinkedHashSet<>(wanted);
        heads.retainAll(classifiers.heads());
        if (heads.size() < wanted.size()) {
            failed(Reason.NO_MODEL.code());
        }
        return heads;
    }

    private boolean waits(
            Exchange exchange,
            AsyncCallback callback,
            InferenceCall call,
            CompletableFuture<List<Map<String, Signal>>> answer) {
        if (answer.isDone()) { // the cache had it
            var _ = answer.whenComplete((said, failure) -> took(exchange, call, said, failure));
            return false;
        }
        call.onCancel(() -> answer.cancel(false));
        var _ = answer.whenComplete((said, failure) -> call.loop().execute(() -> {
            call.onCancel(null);
            took(exchange, call, said, failure);
            callback.done(false);
        }));
        return true;
    }

    private void took(
            Exchange exchange,
            InferenceCall call,
            @Nullable List<Map<String, Signal>> said,
            @Nullable Throwable failure) {
        try {
            if (said != null) {
                said.getFirst().forEach(call::signal);
                tell(exchange, said.getFirst());
            } else if (failure != null) {
                failed(Failures.reason(failure));
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }

    private void failed(String reason) {
        if (!reason.isEmpty()) {
            failed(reason, Failures.unavailable(reason));
        }
    }

    private void failed(String reason, CallError refusal) {
        boolean refused = endpoint.getOnFailure() == FailureMode.CLOSED;
        environment.failed(reason, refused);
        if (refused) {
            throw refusal;
        }
    }

    private void tell(Exchange exchange, Map<String, Signal> said) {
        if (!endpoint.isResponseHeaders()) {
            return;
        }
        if (said.get("intent") instanceof Signal.Label intent) {
            exchange.getMessage().setHeader("x-serai-intent", intent.label());
        }
        if (said.get("complexity") instanceof Signal.Degree complexity) {
            String score = String.format(Locale.ROOT, "%.3f", complexity.score());
            exchange.getMessage().setHeader("x-serai-complexity", complexity.band() + "; score=" + score);
        }
    }
}
