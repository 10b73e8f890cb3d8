package io.serai.steps.pii;

import io.serai.core.ClassifierException;
import io.serai.core.Classifiers;
import io.serai.core.InferenceCall;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.steps.tokenize.LongPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks through requests: rules at once, or on another thread where the request is long, then the model. What was found
 * is worked on by the thread that may take the time; the outcome reaches the call's loop.
 */
final class PiiSearch {
    /** The classifiers' head that finds spans. */
    static final String HEAD = "pii";

    private static final Set<String> HEADS = Set.of(HEAD);
    private static final int LEAST_CACHED = 64;

    private final RuleCache cache;
    private final Classifiers classifiers;
    private final int inlineBytes;
    private final LongPrompts threads = new LongPrompts();

    PiiSearch(RuleCache cache, Classifiers classifiers, int inlineBytes) {
        this.cache = cache;
        this.classifiers = classifiers;
        this.inlineBytes = inlineBytes;
    }

    /** Whether there is a model to ask. */
    boolean hasModel() {
        return classifiers.heads().contains(HEAD);
    }

    /**
     * Searches the body of {@code call}.
     *
     * @param work makes of the findings what is to be done on the loop; may be called on any thread
     * @param done called once on the loop with that, or with something that throws; not where this returns it
     * @return what is to be done, where that is known at once; else null
     */
    @Nullable
    Runnable search(InferenceCall call, Question question, Function<Found, Runnable> work, Consumer<Runnable> done) {
        byte[] body = call.body();
        boolean aside = body.length > inlineBytes;
        Consumer<Runnable> back = effect -> call.loop().execute(() -> done.accept(effect));
        if (!aside) {
            Found found = byRules(question, body);
            if (!asks(question, found)) {
                return effect(work, merged(question, found, List.of(), ""));
            }
            askModel(question, found, all -> call.loop().execute(() -> done.accept(effect(work, all))));
            return null;
        }
        try {
            threads.execute(() -> {
                Found found = byRules(question, body);
                if (asks(question, found)) {
                    askModel(question, found, all -> aside(() -> back.accept(effect(work, all))));
                } else {
                    back.accept(effect(work, merged(question, found, List.of(), "")));
                }
            });
            return null;
        } catch (RejectedExecutionException busy) {
            return effect(work, new Found(new RequestTexts(List.of(), "", false), List.of(), "busy", ""));
        }
    }

    /** Not on the model's own thread, unless there is no other. */
    private void aside(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException busy) {
            task.run();
        }
    }

    private static Runnable effect(Function<Found, Runnable> work, Found found) {
        try {
            return work.apply(found);
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    // ---- rules

    /** Spans may still overlap. */
    private Found byRules(Question question, byte[] body) {
        try {
            RequestTexts request = RequestReader.read(body, question.json());
            var spans = new ArrayList<List<PiiSpan>>(request.texts().size());
            for (RequestText text : request.texts()) {
                spans.add(byRules(question.plan(), body, text));
            }
            return new Found(request, spans, request.unreadable() ? "unreadable" : "", "");
        } catch (StackOverflowError deep) {
            return new Found(new RequestTexts(List.of(), "", true), List.of(), "unreadable", "");
        }
    }

    private List<PiiSpan> byRules(PiiPlan plan, byte[] body, RequestText text) {
        if (text.span().length() < LEAST_CACHED) {
            return plan.finder().byRules(text.readable());
        }
        var key = RuleCache.key(plan.what(), body, text.span());
        List<PiiSpan> known = cache.get(key);
        if (known == null) {
            known = plan.finder().byRules(text.readable());
            cache.put(key, known);
        }
        return known;
    }

    // ---- the model

    private static boolean asks(Question question, Found found) {
        return question.model() && !found.request().texts().isEmpty();
    }

    private void askModel(Question question, Found byRules, Consumer<Found> done) {
        if (!hasModel()) {
            done.accept(merged(question, byRules, List.of(), "no_model"));
            return;
        }
        var texts =
                byRules.request().texts().stream().map(RequestText::readable).toList();
        CompletableFuture<List<Map<String, Signal>>> answer;
        try {
            answer = classifiers.classify(texts, HEADS, question.deadline());
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        var _ = answer.whenComplete((said, failure) -> done.accept(
                failure == null
                        ? merged(question, byRules, said, "")
                        : merged(question, byRules, List.of(), reason(failure))));
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ClassifierException refused
                ? refused.reason().name().toLowerCase(Locale.ROOT)
                : "failed";
    }

    /** Rules and model together; of the rules alone where the model said nothing. */
    private static Found merged(Question question, Found byRules, List<Map<String, Signal>> said, String failure) {
        var spans = new ArrayList<List<PiiSpan>>(byRules.spans().size());
        String model = "";
        for (int i = 0; i < byRules.spans().size(); i++) {
            List<PiiSpan> byModel = List.of();
            if (i < said.size() && said.get(i).get(HEAD) instanceof Signal.Spans(var found, String name)) {
                byModel = found;
                model = name;
            }
            String text = byRules.request().texts().get(i).readable();
            spans.add(question.plan().finder().merged(text, byRules.spans().get(i), byModel));
        }
        return new Found(byRules.request(), spans, failure.isEmpty() ? byRules.failure() : failure, model);
    }

    /** What waits is still done. */
    void stop() {
        threads.stop();
    }
}
