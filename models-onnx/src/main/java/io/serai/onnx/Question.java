package io.serai.onnx;

import io.serai.core.ClassifierException;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What somebody waits for: signals of some heads for some texts. Thread-safe. */
final class Question {
    private final List<String> texts;
    private final long deadlineNanos;
    private final Lane lane;
    private final Counters counters;
    private final List<Map<String, Signal>> signals = new ArrayList<>();
    private final CompletableFuture<List<Map<String, Signal>>> answer = new CompletableFuture<>();
    private int missing;

    /**
     * Without an answer yet, unless there are no texts.
     *
     * @param heads how many heads are asked for; each text needs a signal of each
     * @param lane  where its texts wait
     */
    Question(List<String> texts, int heads, long deadlineNanos, Lane lane, Counters counters) {
        this.texts = texts;
        this.deadlineNanos = deadlineNanos;
        this.lane = lane;
        this.counters = counters;
        this.missing = texts.size() * heads;
        texts.forEach(_ -> signals.add(new HashMap<>()));
        if (missing == 0) {
            answer.complete(List.copyOf(signals));
        }
    }

    List<String> texts() {
        return texts;
    }

    Lane lane() {
        return lane;
    }

    CompletableFuture<List<Map<String, Signal>>> answer() {
        return answer;
    }

    /** Whether somebody waits for the answer at {@code nanos}. */
    boolean open(long nanos) {
        return !answer.isDone() && nanos - deadlineNanos < 0;
    }

    /** Fails, unless it is answered. Runs what hangs on the answer: not for use under a lock, or on a clock. */
    void expire() {
        fail(Reason.DEADLINE, "no signal before the deadline; raise classifiers.deadline or classifiers.threads");
    }

    /** Takes what a model said about text {@code text}, of which only {@code heads} are asked for. */
    void put(int text, Set<String> heads, Map<String, Signal> said) {
        if (!said.keySet().containsAll(heads)) {
            fail(Reason.NO_MODEL, "the model that went live meanwhile lacks one of " + heads);
            return;
        }
        boolean complete;
        synchronized (this) {
            for (String head : heads) {
                signals.get(text).put(head, said.get(head));
            }
            missing -= heads.size();
            complete = missing == 0;
        }
        if (complete) {
            answer.complete(signals.stream().map(Map::copyOf).toList());
        }
    }

    void fail(Reason reason, String message) {
        if (answer.completeExceptionally(new ClassifierException(reason, message))) {
            counters.failed(reason);
        }
    }
}
