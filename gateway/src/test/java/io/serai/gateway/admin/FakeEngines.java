package io.serai.gateway.admin;

import io.serai.core.EngineClient;
import io.serai.core.EngineExchange;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;

/** Workers that answer as an SGLang server does, all alike; while held, they do not answer at all. */
final class FakeEngines implements EngineClient {
    private static final Map<String, String> ANSWERS = Map.of(
            "/v1/models", """
                    {"data": [{"id": "llama", "owned_by": "sglang", "root": "/models/llama", "max_model_len": 8192,
                               "created": 1700000000},
                              {"id": "llama:sql", "owned_by": "sglang", "parent": "llama"}]}""",
            "/model_info", """
                    {"model_path": "/models/llama", "is_generation": true, "reasoning_parser": "deepseek-r1",
                     "has_image_understanding": true}""",
            "/server_info", "{\"version\": \"0.5.6\", \"dp_size\": 2, \"page_size\": 64}",
            "/health", "");

    private final List<Runnable> held = new ArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private boolean holding;

    /** From now on questions are kept unanswered. */
    synchronized void hold() {
        holding = true;
    }

    /** Answers what was kept, and everything from now on. */
    synchronized void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Keys that came with questions. */
    List<String> keys() {
        return keys;
    }

    @Override
    public synchronized EngineExchange send(EngineRequest request, EngineHandler handler) {
        keys.add(String.valueOf(request.endpoint().apiKey()));
        ScheduledExecutorService loop = request.loop();
        Runnable answer = () -> loop.execute(() -> answer(request.target(), handler));
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
        return new Ignored();
    }

    private static void answer(String target, EngineHandler handler) {
        String body = ANSWERS.get(target);
        handler.head(body == null ? 404 : 200, Headers.empty());
        handler.data(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
        handler.end();
    }

    private record Ignored() implements EngineExchange {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    }
}
