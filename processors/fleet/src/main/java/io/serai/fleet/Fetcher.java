package io.serai.fleet;

import io.serai.core.Endpoint;
import io.serai.core.EngineClient;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.Timeouts;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks workers small questions by GET, on the fleet's event loop. */
final class Fetcher {
    /** vLLM's metrics take some hundred kilobytes; nothing we ask for takes more than this. */
    private static final int MOST_BYTES = 8 << 20;

    private final EngineClient client;
    private final ScheduledExecutorService loop;

    Fetcher(EngineClient client, ScheduledExecutorService loop) {
        this.client = client;
        this.loop = loop;
    }

    /** Asks; {@code then} hears exactly once, on the loop, possibly before this returns. */
    void get(Endpoint endpoint, String target, Duration timeout, Consumer<FetchResult> then) {
        var timeouts = new Timeouts(timeout, timeout, timeout, timeout);
        var collector = new Collector(then);
        collector.exchange = client.send(
                new EngineRequest(endpoint, "GET", target, Headers.of("accept", "*/*"), List.of(), timeouts, loop),
                collector);
        collector.cancelIfTooLarge();
    }

    private static final class Collector implements EngineHandler {
        private final Consumer<FetchResult> then;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private @Nullable EngineExchange exchange;
        private int status;
        private boolean tooLarge;
        private boolean told;

        Collector(Consumer<FetchResult> then) {
            this.then = then;
        }

        @Override
        public void head(int status, Headers headers) {
            this.status = status;
        }

        @Override
        public void data(byte[] bytes) {
            if (body.size() + bytes.length > MOST_BYTES) {
                tooLarge = true;
                cancelIfTooLarge();
                tell(new FetchResult.Lost("answer is larger than " + MOST_BYTES + " bytes"));
            } else {
                body.writeBytes(bytes);
            }
        }

        @Override
        public void burstEnded() {}

        @Override
        public void end() {
            tell(new FetchResult.Got(status, body.toByteArray()));
        }

        @Override
        public void failed(EngineFailure failure) {
            tell(FetchResult.Lost.of(failure));
        }

        void cancelIfTooLarge() {
            if (tooLarge && exchange != null) {
                exchange.cancel();
            }
        }

        private void tell(FetchResult answer) {
            if (!told) {
                told = true;
                then.accept(answer);
            }
        }
    }
}
