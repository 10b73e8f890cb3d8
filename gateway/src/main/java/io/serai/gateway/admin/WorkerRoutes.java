package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.fleet.Fleet;
import io.serai.fleet.FleetException;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerState;
import io.serai.fleet.WorkerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** What is served below {@code /workers}. */
final class WorkerRoutes {
    private static final String DRAIN = "/drain";
    private static final int MOST_DRAIN_SECONDS = 7 * 24 * 3600;

    private final Fleet fleet;

    WorkerRoutes(Fleet fleet) {
        this.fleet = fleet;
    }

    /** 202: the worker is asked what it serves after the answer. */
    Reply register(InferenceCall call) {
        Query.none(call);
        WorkerStatus worker = fleet.register(new WorkerBody(call.body()).spec(null));
        String location = "/workers/" + worker.id();
        ObjectNode body = AdminJson.object()
                .put("id", worker.id())
                .put("status", worker.state().key())
                .put("location", location);
        body.set("worker", WorkerJson.of(worker));
        return AdminJson.reply(202, body, "location", location);
    }

    Reply list(InferenceCall call) {
        Query.none(call);
        List<WorkerStatus> all = fleet.list();
        ObjectNode body = AdminJson.object();
        var workers = body.putArray("workers");
        all.forEach(worker -> workers.add(WorkerJson.of(worker)));
        body.put("total", all.size());
        body.put("ready", all.stream().filter(WorkerRoutes::ready).count());
        return AdminJson.reply(200, body);
    }

    private static boolean ready(WorkerStatus worker) {
        return worker.state() instanceof WorkerState.Ready;
    }

    Reply show(InferenceCall call) {
        Query.none(call);
        String id = call.pathRest();
        return AdminJson.reply(200, WorkerJson.of(fleet.find(id).orElseThrow(() -> unknown(id))));
    }

    Reply replace(InferenceCall call) {
        Query.none(call);
        String id = known(call.pathRest()).id();
        return changed(fleet.replace(id, new WorkerBody(call.body()).spec(id)));
    }

    Reply change(InferenceCall call) {
        Query.none(call);
        Worker worker = known(call.pathRest());
        return changed(fleet.update(worker.id(), new WorkerBody(call.body()).patch(worker.spec())));
    }

    /** 202 while the worker must still be asked what it serves, as after a change of its address. */
    private static Reply changed(WorkerStatus worker) {
        int status = worker.state() instanceof WorkerState.Registering ? 202 : 200;
        return AdminJson.reply(status, WorkerJson.of(worker));
    }

    Reply remove(InferenceCall call) {
        OptionalInt seconds = Query.whole(call, "drain_timeout_secs", 0, MOST_DRAIN_SECONDS);
        return drained(known(call.pathRest()).id(), seconds);
    }

    Reply drain(InferenceCall call) {
        Query.none(call);
        String rest = call.pathRest();
        if (!rest.endsWith(DRAIN)) {
            throw CallError.of(405, "method_not_allowed", "A worker does not take POST; use PATCH, or POST .../drain.")
                    .about("DELETE, GET, PATCH, PUT");
        }
        String id = rest.substring(0, rest.length() - DRAIN.length());
        return drained(known(id).id(), drainSeconds(call.body()));
    }

    private static OptionalInt drainSeconds(byte[] body) {
        String name = "timeout_secs";
        var fields = new Fields(body.length == 0 ? AdminJson.object() : AdminJson.read(body), List.of(name));
        if (!fields.given(name)) {
            return OptionalInt.empty();
        }
        int seconds = Objects.requireNonNull(fields.find(name, 0, Fields::whole));
        return OptionalInt.of(Query.inRange(name, seconds, 0, MOST_DRAIN_SECONDS));
    }

    /** An idle worker is gone at once, so there is nothing but the fact to show. */
    private Reply drained(String id, OptionalInt seconds) {
        if (seconds.isPresent()) {
            fleet.drain(id, Duration.ofSeconds(seconds.getAsInt()));
        } else {
            fleet.remove(id);
        }
        return AdminJson.reply(202, AdminJson.object().put("id", id).put("status", "draining"));
    }

    private Worker known(String id) {
        return fleet.worker(id).orElseThrow(() -> unknown(id));
    }

    private static CallError unknown(String id) {
        var code = FleetException.Code.UNKNOWN_WORKER;
        return CallError.of(code.status(), code.key(), "There is no worker '" + id + "'; GET /workers lists them.");
    }
}
