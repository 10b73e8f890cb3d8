package io.serai.steps.fleet;

import io.serai.core.EngineClient;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.Timeouts;
import io.serai.fleet.EngineType;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerCard;
import io.serai.steps.JsonReply;
import io.serai.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Empties the prefix cache of every worker, and forgets what the policies believed to be in it. An engine refuses while
 * it is busy: that is reported for each worker, and the whole is then a 502. Goes on if the client leaves.
 */
final class CacheFlush {
    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final EngineClient engines;
    private final InferenceCall call;
    private final Consumer<Reply> done;
    private final SortedMap<String, String> outcomes = new TreeMap<>();
    private int pending;
    private boolean failed;

    CacheFlush(EngineClient engines, InferenceCall call, Consumer<Reply> done) {
        this.engines = engines;
        this.call = call;
        this.done = done;
    }

    void begin(Fleet fleet) {
        List<Worker> workers = fleet.list().stream()
                .flatMap(status -> fleet.worker(status.id()).stream())
                .toList();
        pending = workers.size() + 1;
        workers.forEach(worker -> ask(fleet, worker));
        oneDone();
    }

    private void ask(Fleet fleet, Worker worker) {
        WorkerCard card = worker.card();
        EngineType engine = card == null ? worker.spec().engine() : card.engine();
        if (engine == EngineType.OPENAI) {
            outcomes.put(worker.id(), "keeps its cache to itself");
            oneDone();
            return;
        }
        String path = engine == EngineType.VLLM ? "/reset_prefix_cache" : "/flush_cache";
        var request =
                new EngineRequest(worker.endpoint(), "POST", path, Headers.empty(), List.of(), LIMITS, call.loop());
        engines.send(request, new Answer(worker.id(), () -> forget(fleet, worker)));
    }

    /** What the policies believed to be cached there is gone. */
    private static void forget(Fleet fleet, Worker worker) {
        for (String model : fleet.models().keySet()) {
            if (fleet.resolve(model) instanceof Resolution.Serves(ModelPool pool)) {
                pool.policy().forget(worker.id());
            }
        }
    }

    private void oneDone() {
        pending--;
        if (pending == 0) {
            String list = FleetReplies.list(
                    outcomes.entrySet(),
                    it -> "{\"worker\":" + Json.quote(it.getKey()) + ",\"result\":" + Json.quote(it.getValue()) + "}");
            done.accept(JsonReply.written(failed ? 502 : 200, "{\"workers\":" + list + "}"));
        }
    }

    /** One worker's answer; its text is not passed on. */
    private final class Answer implements EngineHandler {
        private final String worker;
        private final Runnable flushed;
        private int status;

        Answer(String worker, Runnable flushed) {
            this.worker = worker;
            this.flushed = flushed;
        }

        @Override
        public void head(int came, Headers headers) {
            status = came;
        }

        @Override
        public void data(byte[] bytes) {
            // The engines answer with a sentence for people.
        }

        @Override
        public void burstEnded() {
            // Nothing is passed on.
        }

        @Override
        public void end() {
            if (status < 300) {
                flushed.run();
                settle("flushed", false);
            } else {
                settle("refused with status " + status, true);
            }
        }

        @Override
        public void failed(EngineFailure failure) {
            settle("no answer", true);
        }

        private void settle(String outcome, boolean bad) {
            outcomes.put(worker, outcome);
            failed |= bad;
            oneDone();
        }
    }
}
