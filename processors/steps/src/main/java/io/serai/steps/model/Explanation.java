package io.serai.steps.model;

import io.serai.core.InferenceCall;
import io.serai.core.ModelDecision;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.fleet.choice.ExplainedDecision;
import io.serai.fleet.choice.ModelCandidate;
import io.serai.steps.JsonReply;
import io.serai.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision as JSON: which model, by which rule, from which signals. Has no text of the request but the model's name. */
final class Explanation {
    private Explanation() {}

    static Reply of(InferenceCall call, ExplainedDecision explained) {
        return reply(call, explained.decision(), explained.decision().rule(), explained.candidates());
    }

    /** What is said of a request whose model is no table's name. */
    static Reply ofModel(InferenceCall call, String requested, String model) {
        var decision = new ModelDecision(
                requested,
                model,
                "",
                List.of("no routing table has that name: the request goes to the model it names"));
        return reply(call, decision, null, List.of());
    }

    private static Reply reply(
            InferenceCall call, ModelDecision decision, @Nullable String rule, List<ModelCandidate> candidates) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("requested", decision.requested());
        answer.put("model", decision.model());
        answer.put("rule", rule);
        answer.put("reasons", decision.reasons());
        answer.put("signals", signals(call));
        answer.put("pii", call.piiFound());
        answer.put("candidates", candidates.stream().map(Explanation::candidate).toList());
        return JsonReply.written(200, JsonValues.write(answer));
    }

    private static Map<String, Object> signals(InferenceCall call) {
        var signals = new LinkedHashMap<String, Object>();
        call.signals().forEach((head, signal) -> {
            switch (signal) {
                case Signal.Label said -> signals.put(head, of("label", said.label(), said.score(), said.model()));
                case Signal.Degree said -> signals.put(head, of("band", said.band(), said.score(), said.model()));
                case Signal.Vector _, Signal.Spans _ -> {}
            }
        });
        return signals;
    }

    private static Map<String, @Nullable Object> of(String what, String value, double score, String model) {
        return JsonValues.members(what, value, "score", score, "classifier", model);
    }

    private static Map<String, Object> candidate(ModelCandidate candidate) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("model", candidate.model());
        fields.put("ready", candidate.ready());
        fields.putAll(candidate.figures());
        return fields;
    }
}
