package io.serai.onnx;

import io.serai.core.ClassifierException.Reason;
import io.serai.core.Signal;
import io.serai.onnx.model.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Takes questions to the cache, then to the queue, and what was answered to the candidate. */
final class Desk {
    /** A question is asked anew as often as this when models change under it. */
    private static final int MOST_MOVES = 3;

    private final Supplier<HeadTable> table;
    private final Supplier<HeadTable> renewed;
    private final JobQueue queue;
    private final SignalCache cache;
    private final Counters counters;
    private final LongSupplier nanos;

    /**
     * A desk in front of a queue.
     *
     * @param table   who serves what, as it was told last
     * @param renewed who serves what at this moment
     */
    Desk(
            Supplier<HeadTable> table,
            Supplier<HeadTable> renewed,
            JobQueue queue,
            SignalCache cache,
            Counters counters,
            LongSupplier nanos) {
        this.table = table;
        this.renewed = renewed;
        this.queue = queue;
        this.cache = cache;
        this.counters = counters;
        this.nanos = nanos;
    }

    /** Asks the classifiers that serve {@code heads}; waits for models to be loaded, without a thread. */
    void ask(Question question, Set<String> heads) {
        HeadTable now = table.get();
        Map<HostedClassifier, Set<String>> asked = now.split(heads);
        if (asked == null) {
            question.fail(
                    Reason.NO_MODEL,
                    "of " + heads + " no classifier has all; there are "
                            + now.servers().keySet() + ": see classifiers.models");
            return;
        }
        List<CacheKey> keys = question.texts().stream().map(CacheKey::of).toList();
        asked.forEach((classifier, some) -> ask(question, keys, classifier, some, MOST_MOVES));
    }

    private void ask(
            Question question, List<CacheKey> keys, HostedClassifier classifier, Set<String> heads, int moves) {
        if (!question.open(nanos.getAsLong())) {
            return;
        }
        OnnxModel model = classifier.acquire();
        if (model == null) {
            if (classifier.manifest() == null) {
                move(question, keys, heads, moves);
            } else if (!classifier.park(() -> ask(question, keys, classifier, heads, moves))) {
                question.fail(Reason.OVERLOADED, "too many questions wait for a model to be loaded; ask again later");
            }
            return;
        }
        try {
            if (model.manifest().headNames().containsAll(heads)) {
                ask(question, keys, classifier, heads, model);
            } else {
                move(question, keys, heads, moves);
            }
        } finally {
            model.release();
        }
    }

    /** Asks who serves {@code heads} now: since the table was read, a classifier has gone, or has another model. */
    private void move(Question question, List<CacheKey> keys, Set<String> heads, int moves) {
        Map<HostedClassifier, Set<String>> others =
                moves == 0 ? null : renewed.get().split(heads);
        if (others == null) {
            question.fail(Reason.NO_MODEL, "the model with " + heads + " was refused; GET /classifiers says why");
        } else {
            others.forEach((other, some) -> ask(question, keys, other, some, moves - 1));
        }
    }

    private void ask(
            Question question, List<CacheKey> keys, HostedClassifier classifier, Set<String> heads, OnnxModel model) {
        var jobs = new ArrayList<Job>();
        for (int text = 0; text < keys.size(); text++) {
            CacheKey key = keys.get(text).seenBy(model.manifest().sha256());
            Map<String, Signal> known = cache.find(key);
            if (known != null) {
                question.put(text, heads, known);
            } else {
                model.retain();
                var wait = new Waiting(question, text, heads, key, classifier);
                jobs.add(new Job(model, question.texts().get(text), question.lane(), nanos.getAsLong(), wait));
            }
        }
        if (!jobs.isEmpty() && !queue.offer(jobs, question.lane())) {
            jobs.forEach(Job::drop);
            question.fail(
                    Reason.OVERLOADED,
                    "the queue of classifiers is full; ask again later, or raise classifiers.queue or threads");
        }
    }

    /** One text of a question, in the queue. */
    private final class Waiting implements Job.Outcome {
        private final Question question;
        private final int text;
        private final Set<String> heads;
        private final CacheKey key;
        private final HostedClassifier classifier;

        Waiting(Question question, int text, Set<String> heads, CacheKey key, HostedClassifier classifier) {
            this.question = question;
            this.text = text;
            this.heads = heads;
            this.key = key;
            this.classifier = classifier;
        }

        @Override
        public boolean wanted() {
            return question.open(nanos.getAsLong());
        }

        @Override
        public void answered(Map<String, Signal> signals) {
            counters.answered.increment();
            cache.put(key, signals);
            question.put(text, heads, signals);
            ShadowCandidate candidate = classifier.candidate();
            if (candidate != null && key.share() < classifier.shadowShare()) {
                show(candidate, signals);
            }
        }

        private void show(ShadowCandidate candidate, Map<String, Signal> live) {
            if (!candidate.model().retain()) {
                return;
            }
            var comparison = new Comparison(candidate, classifier, live);
            var job = new Job(
                    candidate.model(), question.texts().get(text), Lane.CANDIDATES, nanos.getAsLong(), comparison);
            if (!queue.offerCandidate(job)) {
                counters.shadowSkipped.increment();
                job.drop();
            }
        }

        @Override
        public void failed(String message) {
            question.fail(Reason.FAILED, message);
        }
    }

    /** One text for a candidate, in the queue. */
    private final class Comparison implements Job.Outcome {
        private final ShadowCandidate candidate;
        private final HostedClassifier classifier;
        private final Map<String, Signal> live;
        private volatile boolean failed;

        Comparison(ShadowCandidate candidate, HostedClassifier classifier, Map<String, Signal> live) {
            this.candidate = candidate;
            this.classifier = classifier;
            this.live = live;
        }

        @Override
        public boolean wanted() {
            return !failed && classifier.candidate() == candidate;
        }

        @Override
        public void answered(Map<String, Signal> signals) {
            candidate.compare(live, signals);
            counters.shadowRuns.increment();
        }

        /** A candidate that fails agrees with nothing. */
        @Override
        public void failed(String message) {
            failed = true;
            candidate.disagreed(live.keySet());
            counters.shadowRuns.increment();
        }
    }
}
