package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;

/** The mock's own controls under {@code /mock}. */
final class ControlPages {
    private final WorkerCore core;

    ControlPages(WorkerCore core) {
        this.core = core;
    }

    Page counters() {
        return Page.json(Json.MAPPER.valueToTree(core.counters()));
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
