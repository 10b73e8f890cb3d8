package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.ClassifierException;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.CodePoints;
import io.serai.core.InferenceCall;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.steps.LongWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through requests: rules at once, or on another thread where the request is long, then the model. What was found
 * is worked on by the thread that may take the time; the outcome reaches the call's loop.
 */
final class PiiSearch {
    /** The classifiers' head that finds spans. */
    static final String HEAD = "pii";

    private static final Logger LOG = LoggerFactory.getLogger(PiiSearch.class);
    private static final String FAILED = "failed";
    private static final Set<String> HEADS = Set.of(HEAD);
    private static final int LEAST_CACHED = 64;

    private final RuleCache cache;
    private final Classifiers classifiers;
    private final int inlineBytes;
    private final LongWork threads;

    /**
     * A search.
     *
     * @param threads what requests of more than {@code inlineBytes} are searched on
     */
    PiiSearch(RuleCache cache, Classifiers classifiers, LongWork threads, int inlineBytes) {
        this.cache = cache;
        this.classifiers = classifiers;
        this.threads = threads;
        this.inlineBytes = inlineBytes;
    }

    /** Whether there is a model to ask. */
    boolean hasModel() {
        return classifiers.heads().contains(HEAD);
    }

    /** Types that the model finds; none without one. */
    Set<String> typesOfModel() {
        return classifiers.vocabulary(HEAD);
    }

    /**
     * Searches the body of {@code call}. Whatever breaks, there is an outcome: nothing was found because of
     * {@code failed}.
     *
     * @param work makes of the findings what is to be done on the loop; may be called on any thread, and again with
     *             nothing where it breaks
     * @param done called once on the loop with that, or with something that throws; not where this returns it
     * @return what is to be done, where that is known at once; else null
     */
    @Nullable
    Runnable search(
            InferenceCall call, SearchOptions options, Function<Found, Runnable> work, Consumer<Runnable> done) {
        var search = new Search(call, options, work, done);
        return call.body().length > inlineBytes ? search.aside() : search.here();
    }

    /** One search. The thread that brings the model's answer is not kept: others wait for it. */
    private final class Search {
        private final InferenceCall call;
        private final byte[] body;
        private final SearchOptions options;
        private final Function<Found, Runnable> work;
        private final Consumer<Runnable> done;

        Search(InferenceCall call, SearchOptions options, Function<Found, Runnable> work, Consumer<Runnable> done) {
            this.call = call;
            this.body = call.body();
            this.options = options;
            this.work = work;
            this.done = done;
        }

        @Nullable
        Runnable here() {
            Found found = guarded(() -> byRules(options, body));
            if (!asks(options, found)) {
                return outcome(found, List.of(), null);
            }
            var _ = askModel(found.readable(), options.deadline(), options.urgency())
                    .whenComplete(
                            (said, failure) -> call.loop().execute(() -> done.accept(outcome(found, said, failure))));
            return null;
        }

        @Nullable
        Runnable aside() {
            try {
                threads.begin(this::searchAside);
                return null;
            } catch (RejectedExecutionException busy) {
                return effect(Found.nothing("busy"));
            }
        }

        private void searchAside() {
            Found found;
            try {
                found = guarded(() -> byRules(options, body));
            } catch (CallError wrong) {
                tell(thrown(wrong));
                return;
            }
            if (asks(options, found)) {
                var _ = askModel(found.readable(), options.deadline(), options.urgency())
                        .whenComplete((said, failure) -> threads.goOn(() -> tell(outcome(found, said, failure))));
            } else {
                tell(outcome(found, List.of(), null));
            }
        }

        private void tell(Runnable effect) {
            call.loop().execute(() -> done.accept(effect));
        }

        private Runnable outcome(Found found, @Nullable List<Map<String, Signal>> said, @Nullable Throwable failure) {
            return effect(guarded(() -> said == null
                    ? merged(options, found, List.of(), reason(failure))
                    : merged(options, found, said, "")));
        }

        private Runnable effect(Found found) {
            try {
                return work.apply(found);
            } catch (CallError refused) {
                return thrown(refused);
            } catch (RuntimeException | Error bug) {
                report(bug);
                return failed();
            }
        }

        private Runnable failed() {
            try {
                return work.apply(Found.nothing(FAILED));
            } catch (RuntimeException e) {
                return thrown(e);
            }
        }
    }

    private static Runnable thrown(RuntimeException e) {
        return () -> {
            throw e;
        };
    }

    /**
     * What is found; nothing where the search breaks.
     *
     * @throws CallError where the request is no JSON
     */
    private static Found guarded(Supplier<Found> search) {
        try {
            return search.get();
        } catch (CallError wrong) {
            throw wrong;
        } catch (RuntimeException | Error bug) {
            report(bug);
            return Found.nothing(FAILED);
        }
    }

    /** The message of an exception may hold what is looked for; its place does not. */
    private static void report(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        LOG.error(
                "a search for personal data broke with {} at {}",
                bug.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
    }

    // ---- rules

    /** Spans may still overlap. */
    private Found byRules(SearchOptions options, byte[] body) {
        try {
            RequestTexts request = RequestReader.read(body, options.json());
            var spans = new ArrayList<List<PiiSpan>>(request.texts().size());
            for (RequestText text : request.texts()) {
                spans.add(byRules(options.plan(), body, text));
            }
            return new Found(request, spans, failure(options, request), "");
        } catch (StackOverflowError deep) {
            return Found.nothing("unreadable");
        }
    }

    /** Why a model cannot look at all of it; empty if it can. */
    private static String failure(SearchOptions options, RequestTexts request) {
        if (request.unreadable()) {
            return "unreadable";
        }
        boolean tooLong = options.model()
                && request.texts().stream().anyMatch(text -> CodePoints.exceed(text.readable(), options.maxChars()));
        return tooLong ? TooLong.REASON : "";
    }

    private List<PiiSpan> byRules(PiiPlan plan, byte[] body, RequestText text) {
        if (text.span().length() < LEAST_CACHED) {
            return plan.finder().byRules(text.readable());
        }
        var key = RuleCache.key(plan.what(), text.json() != null, body, text.span());
        List<PiiSpan> known = cache.get(key);
        if (known == null) {
            known = plan.finder().byRules(text.readable());
            cache.put(key, known);
        }
        return known;
    }

    // ---- the model

    private static boolean asks(SearchOptions options, Found found) {
        boolean tooLong = found.failure().equals(TooLong.REASON);
        return options.model() && !tooLong && !found.request().texts().isEmpty();
    }

    /**
     * What the model says of each of {@code texts}. Never throws.
     *
     * @param deadline of texts that are not long, see {@link TextDeadline}
     */
    CompletableFuture<List<Map<String, Signal>>> askModel(List<String> texts, Duration deadline, Urgency urgency) {
        try {
            if (!hasModel()) {
                throw new ClassifierException(Reason.NO_MODEL, "no classifier has the head " + HEAD);
            }
            return classifiers.classify(texts, HEADS, TextDeadline.of(deadline, texts), urgency);
        } catch (RuntimeException | Error refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Why the model said nothing: a stable code. */
    static String reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ClassifierException refused ? refused.reason().code() : FAILED;
    }

    /** Rules and model together; of the rules alone where the model said nothing. */
    private static Found merged(SearchOptions options, Found byRules, List<Map<String, Signal>> said, String failure) {
        var spans = new ArrayList<List<PiiSpan>>(byRules.spans().size());
        String model = "";
        for (int i = 0; i < byRules.spans().size(); i++) {
            List<PiiSpan> byModel = List.of();
            if (i < said.size() && said.get(i).get(HEAD) instanceof Signal.Spans(var found, String name)) {
                byModel = found;
                model = name;
            }
            String text = byRules.request().texts().get(i).readable();
            spans.add(options.plan().finder().merged(text, byRules.spans().get(i), byModel));
        }
        return new Found(byRules.request(), spans, failure.isEmpty() ? byRules.failure() : failure, model);
    }
}
