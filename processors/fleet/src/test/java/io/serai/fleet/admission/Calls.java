package io.serai.fleet.admission;

import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestHead;
import java.util.concurrent.ScheduledExecutorService;

/** Calls for tests. */
final class Calls {
    private Calls() {}

    static InferenceCall on(ScheduledExecutorService loop, String id) {
        return new InferenceCall(
                id,
                new RequestHead("POST", "/v1/chat/completions", "", Headers.empty(), "127.0.0.1"),
                new byte[0],
                loop,
                0);
    }
}
