package io.serai.steps.dispatch;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.CallTrace;
import io.serai.core.EngineFailure;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.PromptPrefix;
import io.serai.core.Reply;
import io.serai.core.RequestFields;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.Timeouts;
import io.serai.fleet.Lease;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.admission.Permit;
import io.serai.guard.ApiKey;
import io.serai.guard.ForwardedHeaders;
import io.serai.wire.BodySplice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call on its way to a worker: its permit and its attempts, one after the other. Lives on the call's event loop. */
final class Dispatch {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final Dispatcher shared;
    private final DispatchSettings settings;
    private final InferenceCall call;
    private final DispatchOptions options;
    private final DispatchListener listener;
    private final List<Worker> tried = new ArrayList<>(1);
    private @Nullable ModelPool pool;
    private @Nullable RoutingRequest routing;
    private @Nullable Permit permit;

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
    }

    void begin() {
        switch (resolve()) {
            case Resolution.Serves(ModelPool found) -> {
                pool = found;
                routing = routing(found);
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
        if (!options.anyModel()) {
            return shared.fleet().resolve(call.fields().model());
        }
        var models = shared.fleet().models();
        return models.isEmpty() ? new Resolution.NoWorkers("") : shared.fleet().resolve(models.firstKey());
    }

    private RoutingRequest routing(ModelPool found) {
        RequestFields fields = call.fields();
        PromptPrefix prefix = PromptPrefix.of(found.model(), call.body(), fields.tools(), fields.prompt());
        int tokens = PromptTokens.estimate(fields);
        return new RoutingRequest(found.model(), prefix, tokens, fields.maxTokens(), RoutingHeaders.key(call.head()));
    }

    private void admitted(Permit granted) {
        permit = granted;
        shared.budget().request();
        attempt(null);
    }

    // ---- choosing

    /** Tries a worker; where there is none left, {@code otherwise} is the answer. */
    private void attempt(@Nullable Answer otherwise) {
        if (call.cancelled()) {
            release();
            return;
        }
        switch (choose()) {
            case Choice.Take(Worker worker, Lease lease, Selection selection) -> send(worker, lease, selection);
            case Choice.Refuse(CallError error) -> {
                if (otherwise == null) {
                    refuse(error);
                } else {
                    give(otherwise);
                }
            }
        }
    }

    private Choice choose() {
        ModelPool found = pool();
        String pinned = RoutingHeaders.pin(call.head());
        return pinned == null ? Choice.among(found, routing(), tried) : Choice.pinned(found, routing(), pinned);
    }

    private ModelPool pool() {
        return Objects.requireNonNull(pool, "begin() resolves the model");
    }

    private RoutingRequest routing() {
        return Objects.requireNonNull(routing, "begin() describes the call");
    }

    // ---- sending

    private void send(Worker worker, Lease lease, Selection selection) {
        CallTrace.Attempt trace = call.trace().attempt(selection, shared.now());
        tried.add(worker);
        pool().policy().dispatched(routing(), worker);
        var attempt = new Attempt(this, call, lease, trace, shared::now);
        call.onCancel(() -> {
            attempt.cancel();
            release();
        });
        attempt.start(shared.engines().send(request(worker), attempt));
    }

    private EngineRequest request(Worker worker) {
        RequestFields fields = call.fields();
        String upstream = call.api() == Api.OTHER ? "" : worker.upstreamModel(pool().model());
        List<EngineRequest.Bytes> body = call.body().length == 0
                ? List.of()
                : upstream.isEmpty() || upstream.equals(fields.model())
                        ? List.of(EngineRequest.Bytes.all(call.body()))
                        : BodySplice.withModel(call.body(), fields, upstream);
        Timeouts timeouts = options.timeouts() == null ? settings.timeouts() : options.timeouts();
        return new EngineRequest(
                worker.endpoint(),
                call.head().method(),
                target(),
                ForwardedHeaders.toWorker(call.head().headers(), forwardKey(), call.id()),
                body,
                timeouts,
                call.loop());
    }

    /** The admin key opens the gateway itself: it never goes to a worker. */
    private boolean forwardKey() {
        return settings.forwardClientKey() && !ApiKey.ADMIN.equals(call.principal());
    }

    private String target() {
        String path = options.path().isEmpty() ? call.head().path() : options.path();
        return call.head().query().isEmpty() ? path : path + "?" + call.head().query();
    }

    // ---- outcomes, reported by the attempt

    void flowing(Reply.Live reply) {
        listener.replied(reply);
    }

    void answered(Answer answer) {
        if (answer.backPressure()) {
            retryOr(answer);
        } else {
            give(answer);
        }
    }

    void failed(EngineFailure failure) {
        var answer = Answer.of(Refusals.of(failure));
        if (failure instanceof EngineFailure.ConnectFailed) {
            retryOr(answer);
        } else {
            give(answer);
        }
    }

    private void retryOr(Answer answer) {
        int allowed =
                options.attempts() > 0 ? options.attempts() : settings.retry().maxAttempts();
        Duration wait = Choice.anotherEligible(pool(), tried)
                ? Duration.ZERO
                : settings.retry().delay(tried.size(), answer.retryAfter(), shared.random());
        if (tried.size() >= allowed
                || wait == null
                || call.cancelled()
                || !shared.budget().tryRetry()) {
            give(answer);
            return;
        }
        if (wait.isZero()) {
            attempt(answer);
            return;
        }
        var timer = call.loop().schedule(() -> attempt(answer), wait.toNanos(), TimeUnit.NANOSECONDS);
        call.onCancel(() -> {
            timer.cancel(false);
            release();
        });
    }

    private void give(Answer answer) {
        release();
        call.onCancel(null);
        switch (answer) {
            case Answer.Refused(CallError error) -> listener.refused(error);
            case Answer.Said said -> listener.replied(said.reply());
        }
    }

    private void refuse(CallError error) {
        release();
        listener.refused(error);
    }

    /** Gives the permit back; called when the reply has ended, however it did. */
    void release() {
        Permit held = permit;
        permit = null;
        if (held != null) {
            held.close();
        }
    }

    static Headers forClient(Headers fromWorker) {
        return ForwardedHeaders.toClient(fromWorker);
    }
}
