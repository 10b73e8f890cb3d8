package io.serai.gateway.admin;

import io.serai.core.Api;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.fleet.Fleet;
import io.serai.gateway.classifiers.LiveClassifiers;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.models.CardStore;
import io.serai.gateway.models.Cards;
import io.serai.gateway.models.LanguageCatalogue;
import io.serai.gateway.pipelines.LiveRoutes;
import io.serai.gateway.telemetry.RequestLog;
import io.serai.guard.Access;
import io.serai.steps.http.PathEntry;
import io.serai.steps.http.PathTable;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.AsyncProcessor;

/**
 * The routes of the admin API; all ask for {@link Access#ADMIN}. They hold no state of their own: what they show and
 * change is the fleet's, the log's and the stores'.
 */
public final class AdminApi {
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final WorkerRoutes workers;
    private final ModelRoutes models;
    private final ClassifierRoutes classifiers;
    private final RequestRoutes requests;
    private final LiveRoutes routes;
    private final ConfigStore config;

    /** The API over the parts of a running gateway. */
    public AdminApi(
            Fleet fleet,
            CardStore store,
            Cards cards,
            LanguageCatalogue languages,
            LiveClassifiers classifiers,
            RequestLog requests,
            LiveRoutes routes,
            ConfigStore config) {
        this.workers = new WorkerRoutes(fleet);
        this.models = new ModelRoutes(fleet, store, cards, languages);
        this.classifiers = new ClassifierRoutes(classifiers);
        this.requests = new RequestRoutes(requests, () -> config.current().requestsKept());
        this.routes = routes;
        this.config = config;
    }

    /** All routes. */
    public PathTable table() {
        return new PathTable(List.of(
                route("POST", "/workers", "admin-worker-register", workers::register),
                route("GET", "/workers", "admin-worker-list", workers::list),
                route("GET", "/workers/{id}", "admin-worker", workers::show),
                route("PUT", "/workers/{id}", "admin-worker-replace", workers::replace),
                route("PATCH", "/workers/{id}", "admin-worker-change", workers::change),
                route("DELETE", "/workers/{id}", "admin-worker-remove", workers::remove),
                route("POST", "/workers/{id}/drain", "admin-worker-drain", workers::drain),
                route("GET", "/models", "admin-model-list", models::list),
                route("GET", "/models/{id}", "admin-model", models::show),
                route("PATCH", "/models/{id}", "admin-model-change", models::change),
                route("DELETE", "/models/{id}", "admin-model-reset", models::reset),
                route("GET", "/classifiers", "admin-classifier-list", new SlowAdminStep(classifiers::list)),
                route("POST", "/classifiers/{name}", "admin-classifier-change", new SlowAdminStep(classifiers::change)),
                route("GET", "/requests", "admin-request-list", requests::list),
                route("GET", "/requests/{id}", "admin-request", requests::show),
                route("GET", "/routes", "admin-routes", this::routes),
                route("GET", "/config", "admin-config", this::config)));
    }

    private Reply routes(InferenceCall call) {
        Query.none(call);
        return AdminJson.reply(200, RoutesJson.of(routes.status()));
    }

    private Reply config(InferenceCall call) {
        Query.none(call);
        return AdminJson.reply(200, ConfigJson.of(config));
    }

    private static PathEntry route(String method, String path, String id, Function<InferenceCall, Reply> action) {
        return route(method, path, id, new AdminStep(action));
    }

    private static PathEntry route(String method, String path, String id, AsyncProcessor step) {
        return new PathEntry(
                tableKey(path), Set.of(method), Access.ADMIN, Api.OTHER, METHODS_WITH_BODY.contains(method), id, step);
    }

    /** A path table knows templates whose last segment is the variable one: what follows it is part of its value. */
    private static String tableKey(String path) {
        return path.substring(0, path.indexOf('}') < 0 ? path.length() : path.indexOf('}') + 1);
    }
}
