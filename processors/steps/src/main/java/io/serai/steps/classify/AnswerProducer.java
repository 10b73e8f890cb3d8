package io.serai.steps.classify;

import io.serai.core.CallError;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.fleet.Fleet;
import io.serai.fleet.Resolution;
import io.serai.steps.Calls;
import io.serai.steps.JsonReply;
import io.serai.steps.LongWork;
import io.serai.steps.RouteEdits;
import io.serai.wire.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code llm-classify:answer}: answers calls that name no model, a classifier or {@value #OWN}; leaves those of
 * workers' models to the dispatch behind it.
 */
final class AnswerProducer extends DefaultAsyncProducer {
    private static final String OWN = "serai";
    /** Larger bodies, and answers with embeddings, would hold up the event loop. */
    private static final int INLINE_BYTES = 32 << 10;

    private final LongWork threads = new LongWork("serai-classify-", 2);
    private final LlmClassifyEndpoint endpoint;
    private final Classifiers classifiers;
    private final ClassifyEnvironment environment;
    private final Fleet fleet;

    private record Asked(ClassifyRequest request, CompletableFuture<List<Map<String, Signal>>> answer) {}

    AnswerProducer(
            LlmClassifyEndpoint endpoint, Classifiers classifiers, ClassifyEnvironment environment, Fleet fleet) {
        super(endpoint);
        this.endpoint = endpoint;
        this.classifiers = classifiers;
        this.environment = environment;
        this.fleet = fleet;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InferenceCall call = Calls.of(exchange);
            RouteEdits.apply(exchange, call);
            Optional<Set<String>> served =
                    call.answered() ? Optional.empty() : served(call.fields().model());
            if (served.isPresent()) {
                ask(exchange, callback, call, served.get());
                return false;
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** The heads that {@code model} stands for; empty if it is a worker's, or nobody's. */
    private Optional<Set<String>> served(String model) {
        if (model.isEmpty()) {
            return Optional.of(classifiers.heads());
        }
        if (fleet.resolve(model) instanceof Resolution.Serves) {
            return Optional.empty();
        }
        Optional<Set<String>> named = environment.heads(model);
        return named.isEmpty() && model.equals(OWN) ? Optional.of(classifiers.heads()) : named;
    }

    private void ask(Exchange exchange, AsyncCallback callback, InferenceCall call, Set<String> served) {
        if (call.body().length <= INLINE_BYTES) {
            await(exchange, callback, call, asked(call, served));
            return;
        }
        try {
            threads.begin(() -> call.loop().execute(effect(exchange, callback, () -> {
                Asked asked = asked(call, served);
                return () -> await(exchange, callback, call, asked);
            })));
        } catch (RejectedExecutionException busy) {
            String reason = Reason.OVERLOADED.code();
            environment.failed(reason, true);
            throw Failures.unavailable(reason);
        }
    }

    /** Reads the request and asks: all texts are hashed on the way. */
    private Asked asked(InferenceCall call, Set<String> served) {
        ClassifyRequest request = ClassifyRequest.read(call.body(), endpoint.getMaxChars());
        if (served.isEmpty()) {
            throw nothingServed(call.fields().model());
        }
        return new Asked(
                request,
                classifiers.classify(
                        request.texts(),
                        request.asked(served),
                        endpoint.deadline(environment.deadline()),
                        Urgency.BULK));
    }

    private CallError nothingServed(String model) {
        Map<String, String> servers = environment.servers(model);
        return servers.isEmpty()
                ? Failures.unavailable(Reason.NO_MODEL.code())
                : Failures.servedByOthers(model, servers);
    }

    /** What {@code work} says is to be done on the loop; the end of the call where that breaks. */
    private static Runnable effect(Exchange exchange, AsyncCallback callback, Supplier<Runnable> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            return () -> {
                exchange.setException(e);
                callback.done(false);
            };
        }
    }

    private void await(Exchange exchange, AsyncCallback callback, InferenceCall call, Asked asked) {
        boolean aside = call.body().length > INLINE_BYTES || asked.request().embedding();
        call.onCancel(() -> asked.answer().cancel(false));
        var _ = asked.answer().whenComplete((said, failure) -> {
            if (aside && said != null) {
                threads.goOn(() -> call.loop().execute(effect(exchange, callback, () -> {
                    Reply reply = reply(call, asked.request(), said);
                    return () -> end(exchange, callback, call, () -> call.answer(reply));
                })));
            } else {
                call.loop()
                        .execute(() -> end(exchange, callback, call, () -> took(call, asked.request(), said, failure)));
            }
        });
    }

    private static void end(Exchange exchange, AsyncCallback callback, InferenceCall call, Runnable effect) {
        call.onCancel(null);
        try {
            effect.run();
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(false);
    }

    private void took(
            InferenceCall call,
            ClassifyRequest request,
            @Nullable List<Map<String, Signal>> said,
            @Nullable Throwable failure) {
        if (said != null) {
            call.answer(reply(call, request, said));
        } else if (failure != null) {
            String reason = Failures.reason(failure);
            if (!reason.isEmpty()) {
                environment.failed(reason, true);
            }
            throw Failures.unavailable(reason);
        }
    }

    private Reply reply(InferenceCall call, ClassifyRequest request, List<Map<String, Signal>> said) {
        var data = new ArrayList<Map<String, @Nullable Object>>(said.size());
        for (int i = 0; i < said.size(); i++) {
            String text = request.texts().get(i);
            var signals = new LinkedHashMap<String, @Nullable Object>();
            said.get(i).forEach((head, signal) -> {
                if (request.shows(head, signal)) {
                    signals.put(head, SignalJson.whole(signal, text));
                }
            });
            data.add(JsonValues.members("index", i, "signals", signals));
        }
        String model = call.fields().model();
        var body = JsonValues.members(
                "id", "classify-" + call.id(), "object", "list", "model", model.isEmpty() ? OWN : model, "data", data);
        return JsonReply.written(200, JsonValues.write(body));
    }

    @Override
    protected void doStop() throws Exception {
        threads.stop();
        super.doStop();
    }
}
