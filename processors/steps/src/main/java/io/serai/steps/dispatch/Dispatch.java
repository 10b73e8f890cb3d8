package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.CallTrace;
import io.serai.core.EngineFailure;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.PromptPrefix;
import io.serai.core.Reply;
import io.serai.core.RequestFields;
import io.serai.core.RoutingRequest;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.admission.Permit;
import io.serai.guard.ForwardedHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call on its way to a worker: its permit and its attempts, one after the other. Lives on the call's event loop. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final Dispatcher shared;
    private final DispatchSettings settings;
    private final InferenceCall call;
    private final DispatchOptions options;
    private final DispatchListener listener;
    private final @Nullable String pinned;
    private final List<Worker> tried = new ArrayList<>(1);
    private @Nullable ModelPool pool;
    private @Nullable RoutingRequest routing;
    private @Nullable Permit permit;
    private boolean told;
    private boolean hideUsage;

    Dispatch(
            Dispatcher shared,
            DispatchSettings settings,
            InferenceCall call,
            DispatchOptions options,
            DispatchListener listener) {
        this.shared = shared;
        this.settings = settings;
        this.call = call;
        this.options = options;
        this.listener = listener;
        this.pinned = RoutingHeaders.pin(call.head());
    }

    void begin() {
        switch (resolve()) {
            case Resolution.Serves(ModelPool found) -> {
                pool = found;
                routing = routing(found);
                hideUsage = options.askUsage() && AskedUsage.ask(call);
                call.trace().model(found.model());
                shared.admission().acquire(call, this::admitted, listener::refused);
            }
            case Resolution.NoWorkers(String model) -> {
                call.trace().model(model);
                listener.refused(Refusals.noWorker(COME_BACK));
            }
            case Resolution.Unknown(String model) -> listener.refused(Refusals.unknownModel(model));
            case Resolution.Unspecified() -> listener.refused(Refusals.unspecifiedModel());
        }
    }

    private Resolution resolve() {
        return options.anyModel()
                ? resolveAny()
                : shared.fleet().resolve(call.fields().model());
    }

    /** The first model that has a worker to spare, or has the one that the client named. */
    private Resolution resolveAny() {
        Resolution first = null;
        for (String model : shared.fleet().models().keySet()) {
            Resolution found = shared.fleet().resolve(model);
            if (found instanceof Resolution.Serves(ModelPool serving) && suits(serving)) {
                return found;
            }
            first = first == null ? found : first;
        }
        return first == null ? new Resolution.NoWorkers("") : first;
    }

    private boolean suits(ModelPool serving) {
        return pinned == null ? !serving.eligible().isEmpty() : WorkerChoice.named(serving, pinned) != null;
    }

    private RoutingRequest routing(ModelPool found) {
        RequestFields fields = call.fields();
        PromptPrefix prefix = PromptPrefix.of(found.model(), call.body(), fields.tools(), fields.prompt());
        int tokens = PromptTokens.of(call);
        return new RoutingRequest(found.model(), prefix, tokens, fields.maxTokens(), RoutingHeaders.key(call.head()));
    }

    private void admitted(Permit granted) {
        permit = granted;
        shared.budget().request();
        attempt(null);
    }

    // ---- choosing

    /** Tries a worker; where there is none left, {@code otherwise} is the answer. */
    private void attempt(@Nullable FinalAnswer otherwise) {
        if (call.cancelled()) {
            release();
            return;
        }
        try {
            switch (choose()) {
                case WorkerChoice.Take take -> send(take);
                case WorkerChoice.Refuse(CallError error) ->
                    give(otherwise == null ? FinalAnswer.of(error) : otherwise);
            }
        } catch (RuntimeException bug) {
            // Of a policy, say. This may be a timer's thread of control: nobody above would end the call.
            LOG.error("call {}: dispatch failed", call.id(), bug);
            give(FinalAnswer.of(Refusals.internal()));
        }
    }

    private WorkerChoice choose() {
        return pinned == null
                ? WorkerChoice.among(pool(), routing(), tried)
                : WorkerChoice.pinned(pool(), routing(), pinned);
    }

    private ModelPool pool() {
        return Objects.requireNonNull(pool, "begin() resolves the model");
    }

    private RoutingRequest routing() {
        return Objects.requireNonNull(routing, "begin() describes the call");
    }

    // ---- sending

    private void send(WorkerChoice.Take take) {
        Worker worker = take.worker();
        CallTrace.Attempt trace = call.trace().attempt(take.selection(), shared.now());
        tried.add(worker);
        var attempt = new Attempt(this, call, take.lease(), trace, shared::now);
        call.onCancel(attempt::cancel);
        try {
            pool().policy().dispatched(routing(), worker);
            var request = RequestToWorker.of(call, worker, pool().model(), options, settings);
            attempt.start(shared.engines().send(request, attempt));
        } catch (RuntimeException bug) {
            attempt.stop("internal_error");
            throw bug;
        }
    }

    // ---- outcomes, reported by the attempt

    void flowing(Reply.Live reply) {
        told = true;
        listener.replied(reply);
    }

    void answered(FinalAnswer answer) {
        if (answer.backPressure()) {
            retryOr(answer);
        } else {
            give(answer);
        }
    }

    void failed(EngineFailure failure) {
        var answer = FinalAnswer.of(Refusals.of(failure));
        if (failure instanceof EngineFailure.ConnectFailed) {
            retryOr(answer);
        } else {
            give(answer);
        }
    }

    private void retryOr(FinalAnswer answer) {
        Duration wait = call.cancelled() || tried.size() >= allowed() ? null : pause(answer);
        if (wait == null || !shared.budget().tryRetry()) {
            give(answer);
        } else if (wait.isZero()) {
            attempt(answer);
        } else {
            var timer = call.loop().schedule(() -> attempt(answer), wait.toNanos(), TimeUnit.NANOSECONDS);
            call.onCancel(() -> {
                timer.cancel(false);
                release();
            });
        }
    }

    private int allowed() {
        return options.attempts() > 0 ? options.attempts() : settings.retry().maxAttempts();
    }

    /** No pause before another worker; before the same one as long as the rules and the worker say, null for never. */
    private @Nullable Duration pause(FinalAnswer answer) {
        return pinned == null && WorkerChoice.anotherAdmits(pool(), tried)
                ? Duration.ZERO
                : settings.retry().delay(tried.size(), answer.retryAfter(), shared.random());
    }

    private void give(FinalAnswer answer) {
        release();
        call.onCancel(null);
        if (told) {
            return;
        }
        told = true;
        switch (answer) {
            case FinalAnswer.Refused(CallError error) -> listener.refused(error);
            case FinalAnswer.Said said -> listener.replied(said.reply());
        }
    }

    /** Gives the permit back; called when the reply has ended, however it did. */
    void release() {
        Permit held = permit;
        permit = null;
        if (held != null) {
            held.close();
        }
    }

    /** Whether the worker is asked for a usage that the client did not ask for. */
    boolean hidesUsage() {
        return hideUsage;
    }

    static Headers forClient(Headers fromWorker) {
        return ForwardedHeaders.toClient(fromWorker);
    }
}
