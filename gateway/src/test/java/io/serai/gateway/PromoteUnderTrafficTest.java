package io.serai.gateway;

import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retrained model becomes a candidate and then the live one, and no request notices. */
class PromoteUnderTrafficTest {
    private static final int CLIENTS = 4;
    private static final int PROMOTIONS = 3;

    @Test
    void noRequestFails(@TempDir Path folder) throws Exception {
        Path models = folder.resolve("models");
        ClassifierFolder.write(models.resolve("v0"), "0.0.0");
        try (var rig = new GatewayRig(folder)) {
            rig.config("classifiers: {threads: 1, deadline: 10s, folders: [%s], models: {mine: %s}}\n"
                            .formatted(models, models.resolve("v0")))
                    .start();
            var clients = new ArrayList<Client>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(rig, i));
            }
            for (int version = 1; version <= PROMOTIONS; version++) {
                ClassifierFolder.write(models.resolve("v" + version), version + ".0.0");
                changed(rig.post("/classifiers/mine/shadow", "{\"model\":\"v%d\"}".formatted(version)));
                awaitMore(clients);
                JsonNode after = changed(rig.post("/classifiers/mine/promote", ""));
                assertThat(after.at("/model/version").asText()).isEqualTo(version + ".0.0");
                awaitMore(clients);
            }
            Set<String> seen = new LinkedHashSet<>();
            for (Client client : clients) {
                seen.addAll(client.stop());
            }
            assertThat(seen).contains("tiny@0.0.0", "tiny@1.0.0", "tiny@" + PROMOTIONS + ".0.0");
        }
    }

    private static JsonNode changed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return GatewayRig.json(answer.body());
    }

    private static void awaitMore(List<Client> clients) {
        for (Client client : clients) {
            int before = client.answered.get();
            await().atMost(SOON).until(() -> client.answered.get() > before + 5 || client.done.isDone());
        }
    }

    /** Asks one question after the other, each a new text. */
    private static final class Client {
        final AtomicInteger answered = new AtomicInteger();
        final CompletableFuture<Set<String>> done = new CompletableFuture<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Set<String> models = new LinkedHashSet<>();
        private final GatewayRig rig;
        private final int number;

        Client(GatewayRig rig, int number) {
            this.rig = rig;
            this.number = number;
            next();
        }

        private void next() {
            String body = "{\"input\":\"question %d of client %d\"}".formatted(answered.get(), number);
            rig.postAsync("/v1/classify", body).whenComplete((answer, failure) -> {
                if (failure != null || answer.statusCode() != 200) {
                    done.completeExceptionally(
                            new AssertionError(failure == null ? answer.body() : failure.toString()));
                    return;
                }
                models.add(GatewayRig.json(answer.body())
                        .at("/data/0/signals/intent/model")
                        .asText());
                answered.incrementAndGet();
                if (stopped.get()) {
                    done.complete(models);
                } else {
                    next();
                }
            });
        }

        Set<String> stop() {
            stopped.set(true);
            return done.join();
        }
    }
}
