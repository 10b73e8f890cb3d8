package io.serai.gateway.telemetry;

import io.serai.core.ModelDecision;
import io.serai.core.Selection;
import io.serai.core.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A {@link RequestRecord} as a JSON object. */
final class RequestJson {
    private RequestJson() {}

    static String of(RequestRecord record) {
        var out = new StringBuilder(512);
        var json = new JsonLine(out);
        json.open('{')
                .field("id", record.id())
                .field("time", Instant.ofEpochMilli(record.endedMillis()).toString())
                .field("remote", record.remote())
                .known("principal", record.principal())
                .field("method", record.method())
                .field("path", record.path())
                .field("api", record.api().name().toLowerCase(Locale.ROOT))
                .field("stream", record.stream())
                .known("model", record.model())
                .field("status", record.status())
                .field("code", record.code())
                .known("worker", record.worker());
        signals(json, record.signals());
        pii(json, record.pii());
        ModelDecision decision = record.decision();
        if (decision != null) {
            decision(json, decision);
        }
        json.name("attempts").open('[');
        record.attempts().forEach(attempt -> attempt(json, attempt));
        json.close(']');
        stages(json, record.stages());
        TokenUsage usage = record.usage();
        if (usage != null) {
            tokens(json, usage);
        }
        json.close('}');
        return out.toString();
    }

    private static void signals(JsonLine json, List<RequestRecord.Said> signals) {
        if (signals.isEmpty()) {
            return;
        }
        json.name("signals").open('{');
        for (RequestRecord.Said said : signals) {
            json.anyName(said.head())
                    .open('{')
                    .field(said.kind(), said.value())
                    .field("score", said.score())
                    .field("classifier", said.classifier())
                    .close('}');
        }
        json.close('}');
    }

    private static void pii(JsonLine json, Map<String, Integer> found) {
        if (!found.isEmpty()) {
            json.name("pii").open('{');
            new TreeMap<>(found).forEach((type, count) -> json.anyName(type).number(count));
            json.close('}');
        }
    }

    private static void decision(JsonLine json, ModelDecision decision) {
        json.name("decision")
                .open('{')
                .field("requested", decision.requested())
                .field("model", decision.model())
                .field("rule", decision.rule());
        json.name("reasons").open('[');
        decision.reasons().forEach(json::item);
        json.close(']').close('}');
    }

    private static void attempt(JsonLine json, RequestRecord.Attempt attempt) {
        json.open('{')
                .field("worker", attempt.worker())
                .field("reason", attempt.reason())
                .field("outcome", attempt.outcome())
                .millis("at_ms", attempt.atNanos());
        json.name("scores").open('[');
        for (Selection.Score score : attempt.scores()) {
            json.open('{')
                    .field("worker", score.workerId())
                    .field("score", score.value())
                    .close('}');
        }
        json.close(']').close('}');
    }

    private static void stages(JsonLine json, RequestRecord.Stages stages) {
        json.name("ms")
                .open('{')
                .millis("total", stages.total())
                .millis("receive", stages.receive())
                .millis("queue", stages.queue())
                .millis("head", stages.head())
                .millis("ttft", stages.firstToken())
                .millis("generation", stages.generation())
                .close('}');
    }

    private static void tokens(JsonLine json, TokenUsage usage) {
        json.name("tokens").open('{').field("prompt", usage.prompt()).field("completion", usage.completion());
        if (usage.cached() >= 0) {
            json.field("cached", usage.cached());
        }
        json.close('}');
    }
}
