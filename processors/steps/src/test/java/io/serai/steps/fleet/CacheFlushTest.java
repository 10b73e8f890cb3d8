package io.serai.steps.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.fleet.EngineType;
import io.serai.fleet.policy.PolicyName;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.EngineKind;
import io.serai.testkit.MockWorkerOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheFlushTest {
    private static final String PROMPT = "a prompt that is long enough to fill some blocks ".repeat(200);

    private final DispatchRig rig = new DispatchRig(RigSettings.DEFAULT.with(PolicyName.CACHE_AWARE));

    @AfterEach
    void stop() {
        rig.close();
    }

    private Reply flush() {
        var done = new CompletableFuture<Reply>();
        InferenceCall call = Ask.get("/flush_cache").call(rig.loop());
        rig.loop().execute(() -> new CacheFlush(rig.engines(), call, done::complete).begin(rig.fleet()));
        return done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static String result(JsonNode reply, String worker) {
        for (JsonNode each : reply.path("workers")) {
            if (each.path("worker").asText().equals(worker)) {
                return each.path("result").asText();
            }
        }
        return "";
    }

    private long calls(String worker, String path) {
        return rig.mock(worker).counters().requestsByPath().getOrDefault(path, 0L);
    }

    @Test
    void emptiesEveryEngine() {
        rig.worker("a");
        rig.worker("b", MockWorkerOptions.builder().model("m").apiKey("k").build(), it -> it.apiKey("k"));
        JsonNode reply = FleetRepliesTest.json(flush(), 200);
        assertThat(result(reply, "a")).isEqualTo("flushed");
        assertThat(result(reply, "b")).isEqualTo("flushed");
        assertThat(calls("a", "/flush_cache")).isEqualTo(1);
        assertThat(calls("b", "/flush_cache")).isEqualTo(1);
    }

    /** vLLM knows this path in its development mode only. */
    @Test
    void aRefusalIsTold() {
        rig.worker("s");
        rig.worker("v", it -> it.model("m").engine(EngineKind.VLLM));
        JsonNode reply = FleetRepliesTest.json(flush(), 502);
        assertThat(result(reply, "s")).isEqualTo("flushed");
        assertThat(result(reply, "v")).isEqualTo("refused with status 404");
        assertThat(calls("v", "/reset_prefix_cache")).isEqualTo(1);
        assertThat(calls("v", "/flush_cache")).isZero();
    }

    @Test
    void oneThatDoesNotAnswerMakesItABadGateway() {
        rig.worker("a");
        rig.deadWorker("dead");
        JsonNode reply = FleetRepliesTest.json(flush(), 502);
        assertThat(result(reply, "a")).isEqualTo("flushed");
        assertThat(result(reply, "dead")).isEqualTo("no answer");
        assertThat(reply.toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void aProviderIsNotAsked() {
        rig.worker("p", MockWorkerOptions.builder().model("m").build(), it -> it.engine(EngineType.OPENAI));
        assertThat(result(FleetRepliesTest.json(flush(), 200), "p")).isEqualTo("keeps its cache to itself");
        assertThat(calls("p", "/flush_cache")).isZero();
    }

    @Test
    void noWorkersIsNoFailure() {
        assertThat(FleetRepliesTest.json(flush(), 200).path("workers")).isEmpty();
    }

    @Test
    void thePoliciesForgetWhatWasCached() {
        rig.worker("a");
        rig.worker("b");
        Ask ask = Ask.chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}");
        String home = rig.finished(ask).tried().getFirst();
        Heard again = rig.finished(ask);
        assertThat(again.tried()).containsExactly(home);
        assertThat(scores(again)).as("one of them has it cached").hasSize(2);
        flush();
        assertThat(scores(rig.finished(ask))).as("nobody has it").hasSize(1);
    }

    private static Set<Double> scores(Heard heard) {
        var values = new HashSet<Double>();
        heard.trace().attempts().getFirst().selection().scores().forEach(it -> values.add(it.value()));
        return values;
    }
}
