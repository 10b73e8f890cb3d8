package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.gateway.pipelines.LiveRoutes;
import io.serai.gateway.pipelines.RouteProblem;
import org.jspecify.annotations.Nullable;

/** How the reloading of the routes stands, as JSON. */
final class RoutesJson {
    private RoutesJson() {}

    static ObjectNode of(LiveRoutes.Status status) {
        ObjectNode to = AdminJson.object().put("generation", status.generation());
        var routes = to.putArray("routes");
        status.routeIds().forEach(routes::add);
        var unsearched = to.putArray("unsearched");
        status.unsearched().forEach(unsearched::add);
        to.put("applied", status.applied()).put("refused", status.refused());
        to.set("problem", problem(status.problem()));
        return to;
    }

    private static @Nullable ObjectNode problem(@Nullable RouteProblem problem) {
        return problem == null
                ? null
                : AdminJson.object()
                        .put("file", problem.file())
                        .put("line", problem.line())
                        .put("reason", problem.reason());
    }
}
