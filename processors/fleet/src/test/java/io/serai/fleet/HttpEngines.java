package io.serai.fleet;

import io.serai.core.EngineClient;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Asks real workers by the JDK's client; whole bodies only. */
final class HttpEngines implements EngineClient, AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public EngineExchange send(EngineRequest request, EngineHandler handler) {
        var builder = HttpRequest.newBuilder(URI.create(request.endpoint().url() + request.target()))
                .timeout(request.timeouts().total());
        if (request.endpoint().apiKey() != null) {
            builder.header("authorization", "Bearer " + request.endpoint().apiKey());
        }
        var answer = http.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        var _ = answer.whenCompleteAsync((response, failure) -> tell(response, failure, handler), request.loop());
        return new EngineExchange() {
            @Override
            public void pause() {}

            @Override
            public void resume() {}

            @Override
            public void cancel() {
                answer.cancel(true);
            }
        };
    }

    private static void tell(
            @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure, EngineHandler handler) {
        if (response == null) {
            handler.failed(new EngineFailure.ConnectFailed(String.valueOf(failure)));
        } else {
            handler.head(response.statusCode(), Headers.empty());
            handler.data(response.body());
            handler.burstEnded();
            handler.end();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
