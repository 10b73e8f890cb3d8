package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** The mock's own controls under {@code /mock}. */
final class ControlPages {
    private final WorkerCore core;

    ControlPages(WorkerCore core) {
        this.core = core;
    }

    Page counters() {
        return Page.json(Json.MAPPER.valueToTree(core.counters()));
    }

    /** What was asked of the worker, the latest last: {@code [{"uri", "body"}]}, bodies as far as they are kept. */
    Page requests() {
        var seen = Json.MAPPER.createArrayNode();
        for (RecordedRequest request : core.ledger().recent()) {
            seen.addObject().put("uri", request.uri()).put("body", request.bodyText());
        }
        return Page.json(seen);
    }

    /** Takes one rule, a list of rules, or {@code {"faults":[...],"health":{...}|null}}. */
    Page setFaults(JsonNode body) throws RefusedRequest {
        try {
            if (body.isArray() || body.has("kind")) {
                core.faults().set(FaultNotation.rules(body));
                return Page.json("{\"ok\":true}");
            }
            if (body.has("faults")) {
                core.faults().set(FaultNotation.rules(body.path("faults")));
            }
            if (body.has("health")) {
                core.faults().health(FaultNotation.health(body.path("health")));
            }
            return Page.json("{\"ok\":true}");
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Takes {@code ["piece",...]}, or {@code {"text":"...","piece_chars":4}}; an empty list for the usual words. */
    Page setAnswer(JsonNode body) throws RefusedRequest {
        if (body.isArray()) {
            var pieces = new ArrayList<String>();
            body.forEach(piece -> pieces.add(piece.asText()));
            core.answer(RawAnswer.of(pieces));
        } else if (body.path("text").isTextual()) {
            int chars = Math.max(1, body.path("piece_chars").asInt(RawAnswer.PIECE_CHARS));
            core.answer(RawAnswer.of(RawAnswer.cut(body.path("text").asText(), chars)));
        } else {
            throw RefusedRequest.badRequest("send a list of strings, or an object with the field text");
        }
        return Page.json("{\"ok\":true}");
    }

    Page clearFaults() {
        core.faults().set(java.util.List.of());
        core.faults().health(null);
        return Page.json("{\"ok\":true}");
    }

    Page reset() {
        core.reset();
        return Page.json("{\"ok\":true}");
    }
}
