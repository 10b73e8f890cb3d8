package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.CodePoints;
import io.serai.core.InferenceCall;
import io.serai.core.PiiSpan;
import io.serai.core.Urgency;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.guard.pii.PiiRules;
import io.serai.steps.JsonReply;
import io.serai.steps.RouteEdits;
import io.serai.wire.JsonValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-pii:inspect}: answers what texts hold, and how they read masked. Policies do not matter here. */
final class InspectProducer extends SearchProducer {
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String TYPES = "types";
    private static final int LONGEST_SHOWN = 64;

    private final PiiGuard guard;
    private final PiiSearch search;
    private final Supplier<Duration> deadline;
    private final int maxChars;

    InspectProducer(LlmPiiEndpoint endpoint, PiiGuard guard, PiiSearch search) {
        super(endpoint, search);
        this.guard = guard;
        this.search = search;
        this.deadline = endpoint.deadline();
        this.maxChars = endpoint.getMaxChars();
    }

    @Override
    Task task(Exchange exchange, InferenceCall call) {
        RouteEdits.apply(exchange, call);
        var asked = InspectRequest.read(call.body());
        var policy = new PiiPolicy(Set.of(), asked.types(), null, Map.of(), asked.minScore(), true, Output.PASS, false);
        checkTypes(asked.types());
        boolean model = policy.asksModel() && search.hasModel();
        var options = new SearchOptions(PiiPlan.of(policy), false, model, deadline.get(), Urgency.BULK, maxChars);
        return new Task(options, found -> answer(call, asked, options, found));
    }

    /** Refuses types that nobody finds: no finding of them would say nothing. */
    private void checkTypes(Set<String> types) {
        var unknown = new TreeSet<>(types);
        unknown.removeAll(PiiRules.types());
        if (unknown.isEmpty()) {
            return;
        }
        if (!search.hasModel()) {
            throw CallError.of(
                            503,
                            "pii_unavailable",
                            "No rule finds " + shown(unknown.first()) + ", and no classifier that finds more than the"
                                    + " rules is live. An administrator sees why at GET /classifiers.")
                    .about(TYPES);
        }
        var known = new TreeSet<>(search.typesOfModel());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            known.addAll(PiiRules.types());
            throw CallError.of(
                            400,
                            "invalid_value",
                            "'types' names " + shown(unknown.first()) + ", which neither a rule nor the live model"
                                    + " finds; send some of " + String.join(", ", known) + ".")
                    .about(TYPES);
        }
    }

    private static String shown(String type) {
        return "'" + (type.length() > LONGEST_SHOWN ? type.substring(0, LONGEST_SHOWN) + "..." : type) + "'";
    }

    private Runnable answer(InferenceCall call, InspectRequest asked, SearchOptions options, Found found) {
        if (!found.failure().isEmpty() && !found.failure().equals("unreadable")) {
            CallError tooLong = TooLong.refusal(options, found);
            if (tooLong != null) {
                throw tooLong;
            }
            throw CallError.of(
                            503,
                            "pii_unavailable",
                            "The model could not look at the text (" + found.failure() + "). Try again.")
                    .retryAfter(SOON);
        }
        PiiMasker masker =
                guard.secret().masker(call.principal(), Enforcement.session(call, found.request()), type -> true);
        List<RequestText> texts = found.request().texts();
        for (int i = 0; i < texts.size(); i++) {
            masker.learn(texts.get(i).text(), found.spans().get(i));
        }
        var results = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < texts.size(); i++) {
            if (asked.asksFor(texts.get(i).field())) {
                results.add(result(texts.get(i), found.spans().get(i), masker, asked));
            }
        }
        var answer = new LinkedHashMap<String, @Nullable Object>();
        if (asked.single()) {
            answer.putAll(results.isEmpty() ? nothing(asked) : results.getFirst());
        } else {
            answer.put("results", results);
        }
        answer.put("model", found.model().isEmpty() ? null : found.model());
        var reply = JsonReply.written(200, JsonValues.write(answer));
        return () -> call.reply(reply);
    }

    /** Of a text that is empty or blank. */
    private static Map<String, @Nullable Object> nothing(InspectRequest asked) {
        return JsonValues.members("entities", List.of(), "masked", asked.text());
    }

    private static Map<String, @Nullable Object> result(
            RequestText text, List<PiiSpan> spans, PiiMasker masker, InspectRequest asked) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        if (!asked.single()) {
            result.put("index", text.index());
        }
        var entities = new ArrayList<Map<String, @Nullable Object>>(spans.size());
        var points = new CodePoints(text.text());
        for (PiiSpan span : spans) {
            var entity = new LinkedHashMap<String, @Nullable Object>();
            entity.put("type", span.type());
            entity.put("start", points.at(span.start()));
            entity.put("end", points.at(span.end()));
            entity.put("score", span.score());
            entity.put("source", span.source());
            entities.add(entity);
        }
        result.put("entities", entities);
        result.put("masked", masker.mask(text.text(), spans));
        return result;
    }
}
