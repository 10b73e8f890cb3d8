package io.serai.testkit;

import java.util.HashMap;
import java.util.Map;

/** The path table of an engine. */
final class Endpoints {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final Map<String, Map<String, Endpoint>> byPath = new HashMap<>();

    private Endpoints() {}

    static Endpoints of(WorkerCore core) {
        Endpoints endpoints = new Endpoints();
        endpoints.common(core);
        if (core.options().engine() == EngineKind.SGLANG) {
            endpoints.sglang(core);
        } else {
            endpoints.vllm(core);
        }
        endpoints.control(new ControlPages(core));
        return endpoints;
    }

    Endpoint find(String method, String path) {
        Map<String, Endpoint> methods = byPath.get(path);
        if (methods == null) {
            return new Endpoint.Absent(404);
        }
        Endpoint endpoint = methods.get(method);
        return endpoint == null ? new Endpoint.Absent(405) : endpoint;
    }

    private void add(String method, String path, Endpoint endpoint) {
        byPath.computeIfAbsent(path, _ -> new HashMap<>()).put(method, endpoint);
    }

    private void info(String method, String path, Endpoint.Handler handler) {
        add(method, path, new Endpoint.About(handler));
    }

    private void common(WorkerCore core) {
        InfoPages info = new InfoPages(core);
        PoolingPages pooling = new PoolingPages(core);
        add(POST, "/v1/chat/completions", new Endpoint.Generate(Surface.CHAT));
        add(POST, "/v1/completions", new Endpoint.Generate(Surface.COMPLETIONS));
        add(POST, "/v1/embeddings", new Endpoint.Pooling(pooling::embeddings));
        for (String prefix : new String[] {"/v1", ""}) {
            add(POST, prefix + "/classify", new Endpoint.Pooling(pooling::classify));
        }
        add(POST, "/v1/rerank", new Endpoint.Pooling(pooling::rerank));
        add(POST, "/v1/score", new Endpoint.Pooling(pooling::score));
        add(GET, "/health", new Endpoint.Health());
        add(GET, "/ping", new Endpoint.Health());
        info(GET, "/v1/models", _ -> info.models());
        info(GET, "/metrics", _ -> info.metrics());
    }

    private void sglang(WorkerCore core) {
        InfoPages info = new InfoPages(core);
        SglangPages pages = new SglangPages(core);
        add(POST, "/generate", new Endpoint.Generate(Surface.GENERATE));
        add(GET, "/health_generate", new Endpoint.Health());
        info(GET, "/get_model_info", _ -> pages.modelInfo());
        info(GET, "/model_info", _ -> pages.modelInfo());
        info(GET, "/get_server_info", _ -> pages.serverInfo());
        info(GET, "/server_info", _ -> pages.serverInfo());
        info(GET, "/v1/loads", _ -> pages.loads());
        info(GET, "/get_load", _ -> pages.oldLoad());
        info(GET, "/flush_cache", _ -> info.flush());
        info(POST, "/flush_cache", _ -> info.flush());
        info(POST, "/abort_request", pages::abort);
    }

    private void vllm(WorkerCore core) {
        InfoPages info = new InfoPages(core);
        PoolingPages pooling = new PoolingPages(core);
        add(POST, "/rerank", new Endpoint.Pooling(pooling::rerank));
        add(POST, "/v2/rerank", new Endpoint.Pooling(pooling::rerank));
        add(POST, "/score", new Endpoint.Pooling(pooling::score));
        info(GET, "/version", _ -> Page.json("{\"version\":\"0.33.0\"}"));
        info(GET, "/load", _ -> info.serverLoad());
    }

    private void control(ControlPages pages) {
        add(GET, "/mock/counters", new Endpoint.Control(_ -> pages.counters()));
        add(GET, "/mock/requests", new Endpoint.Control(_ -> pages.requests()));
        add(POST, "/mock/faults", new Endpoint.Control(pages::setFaults));
        add("DELETE", "/mock/faults", new Endpoint.Control(_ -> pages.clearFaults()));
        add(POST, "/mock/answer", new Endpoint.Control(pages::setAnswer));
        add(POST, "/mock/reset", new Endpoint.Control(_ -> pages.reset()));
    }
}
