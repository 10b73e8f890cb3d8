package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Api;
import io.serai.fleet.policy.PolicyName;
import io.serai.guard.ApiKey;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.EngineKind;
import io.serai.testkit.MockWorkerOptions;
import io.serai.testkit.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may say about where its call goes, and what of it the worker sees. */
class SteeringTest {
    private static final DispatchOptions ANY = new DispatchOptions("", true, 0, Limits.CONFIGURED, false);

    // ---- pins

    @ParameterizedTest
    @ValueSource(strings = {"x-serai-worker", "X-SMG-Target-Worker"})
    void aPinnedCallGoesToThatWorker(String field) {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            rig.worker("b");
            for (int i = 0; i < 4; i++) {
                assertThat(rig.finished(Ask.whole().header(field, "b")).status())
                        .isEqualTo(200);
            }
            assertThat(rig.mock("b").counters().requests()).isEqualTo(4);
        }
    }

    @Test
    void aPinReachesALowerPriorityClass() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            rig.worker("b", MockWorkerOptions.builder().model("m").build(), it -> it.priority(5));
            Heard heard = rig.finished(Ask.whole().header("x-serai-worker", "b"));
            assertThat(heard.tried()).containsExactly("b");
        }
    }

    @Test
    void aPinToNobodyIs404AndToSomebodyAwayIs503() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            rig.worker("other", it -> it.model("n"));
            for (String id : new String[] {"nobody", "other"}) {
                Heard heard = rig.finished(Ask.whole().header("x-serai-worker", id));
                assertThat(heard.error().status()).isEqualTo(404);
                assertThat(heard.error().code()).isEqualTo("worker_not_found");
            }
            rig.deadWorker("dead");
            for (int i = 0; i < 3; i++) {
                rig.finished(Ask.whole().header("x-serai-worker", "dead"));
            }
            Heard heard = rig.finished(Ask.whole().header("x-serai-worker", "dead"));
            assertThat(heard.error().status()).isEqualTo(503);
            assertThat(heard.error().code()).isEqualTo("worker_unavailable");
            assertThat(heard.error().retryAfter()).isNotNull();
            assertThat(rig.mock("a").counters().requests()).isZero();
        }
    }

    @Test
    void anEmptyPinIsNone() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            assertThat(rig.finished(Ask.whole().header("x-serai-worker", "")).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-serai-routing-key", "X-SMG-Routing-Key"})
    void theRoutingKeyReachesThePolicy(String field) {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.with(PolicyName.CONSISTENT_HASH))) {
            rig.worker("a");
            rig.worker("b");
            rig.worker("c");
            var places = IntStream.range(0, 24)
                    .mapToObj(key -> IntStream.range(0, 2)
                            .mapToObj(i -> rig.finished(Ask.whole().header(field, "user-" + key))
                                    .tried()
                                    .getFirst())
                            .distinct()
                            .toList())
                    .toList();
            assertThat(places).as("a key stays where it is").allMatch(it -> it.size() == 1);
            assertThat(places.stream().distinct()).as("keys spread").hasSize(3);
        }
    }

    // ---- models

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ \"model\" : \"short\" ,\"x\":1.50, \"messages\":[] }|{ \"model\" : \"up/stream\" ,\"x\":1.50, \"messages\":[] }",
                "{\"messages\":[],\"model\":\"sh\\u006frt\"}|{\"messages\":[],\"model\":\"up/stream\"}",
                "{\"model\":\"public\",\"messages\":[]}|{\"model\":\"up/stream\",\"messages\":[]}",
                "{\"model\":\"up/stream2\",\"messages\":[{\"model\":\"short\"}]}|{\"model\":\"up/stream2\",\"messages\":[{\"model\":\"short\"}]}"
            })
    void aModelIsCalledByTheNameItsWorkerKnows(String sent, String seen) {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.withAliases(Map.of("short", "public")))) {
            rig.worker(
                    "a",
                    MockWorkerOptions.builder().model("up/stream").build(),
                    it -> it.models(Map.of("public", "up/stream")));
            rig.worker("b", it -> it.model("up/stream2"));
            Heard heard = rig.finished(Ask.chat(sent));
            String worker = heard.tried().getFirst();
            assertThat(rig.mock(worker).lastRequest().bodyText()).isEqualTo(seen);
            assertThat(heard.trace().model()).isEqualTo(worker.equals("a") ? "public" : "up/stream2");
        }
    }

    @Test
    void anyModelTakesWhoeverIsThere() {
        try (var rig = new DispatchRig()) {
            assertThat(rig.finished(Ask.get("/get_model_info"), ANY).error().code())
                    .isEqualTo("no_worker_available");
            rig.worker("a");
            rig.worker("b", it -> it.model("n"));
            assertThat(rig.finished(Ask.get("/get_model_info"), ANY).status()).isEqualTo(200);
            Heard pinned = rig.finished(Ask.get("/get_model_info").header("x-serai-worker", "b"), ANY);
            assertThat(pinned.status()).isEqualTo(200);
            assertThat(pinned.tried()).containsExactly("b");
        }
    }

    @Test
    void anyModelPassesOverAModelWithoutAWorkerToSpare() {
        try (var rig = new DispatchRig()) {
            rig.deadWorker("a");
            rig.worker("b", it -> it.model("n"));
            for (int i = 0; i < 3; i++) {
                rig.finished(Ask.whole()); // opens the breaker of a
            }
            assertThat(rig.finished(Ask.get("/get_model_info"), ANY).tried()).containsExactly("b");
        }
    }

    // ---- what the worker sees

    @Test
    void theWorkersKeyIsSentAndTheClientsIsNot() {
        try (var rig = new DispatchRig()) {
            keyedWorker(rig);
            Ask ask = withClientKeys(Ask.whole());
            assertThat(rig.finished(ask).status()).isEqualTo(200);
            RecordedRequest seen = rig.mock("a").lastRequest();
            assertThat(seen.headers().get("authorization")).containsExactly("Bearer workers-own");
            assertThat(seen.header("x-api-key")).isNull();
            assertThat(seen.headers().get("x-request-id")).containsExactly(ask.id());
            assertThat(seen.header("x-serai-routing-key")).isNull();
            assertThat(seen.header("cookie")).isNull();
            assertThat(seen.header("x-tenant")).isEqualTo("t1");
        }
    }

    private static Ask withClientKeys(Ask ask) {
        return ask.header("Authorization", "Bearer clients-own")
                .header("x-api-key", "clients-own")
                .header("x-request-id", "the-clients")
                .header("x-serai-routing-key", "k")
                .header("cookie", "session=1")
                .header("x-tenant", "t1");
    }

    private static void keyedWorker(DispatchRig rig) {
        var options =
                MockWorkerOptions.builder().model("m").apiKey("workers-own").build();
        rig.worker("a", options, it -> it.apiKey("workers-own"));
    }

    @Test
    void aForwardedKeyIsTheClientsButNeverTheAdminKey() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.forwardingClientKeys())) {
            rig.worker("a");
            rig.finished(withClientKeys(Ask.whole()).principal("team"));
            assertThat(rig.mock("a").lastRequest().header("authorization")).isEqualTo("Bearer clients-own");
            rig.finished(withClientKeys(Ask.whole()).principal(ApiKey.ADMIN));
            RecordedRequest seen = rig.mock("a").lastRequest();
            assertThat(seen.header("authorization")).isNull();
            assertThat(seen.header("x-api-key")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json"})
    void aJsonBodyIsDeclaredAsJson(String sent) {
        try (var rig = new DispatchRig()) {
            rig.worker("a", it -> it.model("m").engine(EngineKind.VLLM));
            Ask ask = Ask.whole().bare().header("x-tenant", "t1");
            Heard heard = rig.finished(sent.isEmpty() ? ask : ask.header("Content-Type", sent));
            assertThat(heard.status()).as(heard.text()).isEqualTo(200);
            RecordedRequest seen = rig.mock("a").lastRequest();
            assertThat(seen.headers().get("content-type")).containsExactly("application/json");
            assertThat(seen.header("x-tenant")).isEqualTo("t1");
        }
    }

    @Test
    void theTypeOfABodyThatNobodyReadPasses() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            String type = "application/json; version=2";
            Ask chat = Ask.whole();
            var other = new Ask(
                    "rid-other",
                    Api.OTHER,
                    "POST",
                    chat.path(),
                    "",
                    List.of("content-type", type),
                    chat.body(),
                    "",
                    false);
            assertThat(rig.finished(other, ANY).status()).isEqualTo(200);
            assertThat(rig.mock("a").lastRequest().headers().get("content-type"))
                    .containsExactly(type);
        }
    }

    @Test
    void pathAndQueryPassUnlessTheRouteSaysOtherwise() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            rig.finished(Ask.whole().query("a=b%20c&d"));
            assertThat(rig.mock("a").lastRequest().uri()).isEqualTo("/v1/chat/completions?a=b%20c&d");
            var elsewhere = new DispatchOptions("/v1/completions", false, 0, Limits.CONFIGURED, false);
            rig.finished(Ask.whole().query("q=1"), elsewhere);
            assertThat(rig.mock("a").lastRequest().uri()).isEqualTo("/v1/completions?q=1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/a-b_c.d~1, /v1/models/a-b_c.d~1",
        "/v1/models/org/name:x@1, /v1/models/org/name:x@1",
        "/v1/models/a b, /v1/models/a%20b",
        "/v1/models/50%, /v1/models/50%25",
        "/v1/models/gr\u00fcn?x#y, /v1/models/gr%C3%BCn%3Fx%23y"
    })
    void aDecodedPathIsEncodedAgain(String decoded, String encoded) {
        assertThat(RequestToWorker.encoded(decoded)).isEqualTo(encoded);
    }

    @Test
    void aLineBreakCannotEndTheRequestLine() {
        assertThat(RequestToWorker.encoded("/x HTTP/1.1\r\nx-evil: 1\u0000"))
                .isEqualTo("/x%20HTTP/1.1%0D%0Ax-evil:%201%00");
    }
}
