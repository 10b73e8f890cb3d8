package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerSpecTest {
    @ParameterizedTest
    @CsvSource({
        "http://a:8000, http://a:8000, a-8000",
        "http://A:8000/, http://a:8000, a-8000",
        "HTTP://a.b.c:8000/v1, http://a.b.c:8000, a.b.c-8000",
        "http://a:8000/v1/, http://a:8000, a-8000",
        "http://a, http://a, a-80",
        "http://a:80, http://a, a-80",
        "https://api.x.com, https://api.x.com, api.x.com-443",
        "https://api.x.com:443/v1, https://api.x.com, api.x.com-443",
        "http://[::1]:9000, http://[::1]:9000, 1-9000",
    })
    void bringsAddressesToOneForm(String given, String url, String id) {
        var spec = WorkerSpec.of(given);
        assertThat(spec.url()).hasToString(url);
        assertThat(spec.id()).isEqualTo(id);
    }

    @Test
    void aPathMakesAnotherWorker() {
        var one = WorkerSpec.of("http://a/one");
        var two = WorkerSpec.of("http://a/two/");
        assertThat(one.id()).startsWith("a-80-").isNotEqualTo(two.id());
        assertThat(two.url()).hasToString("http://a/two");
        assertThat(WorkerSpec.of("http://a/one").id()).isEqualTo(one.id());
    }

    @ParameterizedTest
    @CsvSource({
        "a:8000, http://host:port",
        "ftp://a, http://host:port",
        "http://, http://host:port",
        "'http://a b', http://host:port",
        "http://u:secret@a, workers.api-key",
        "http://a?x=1, without query",
        "http://a:70000, port",
    })
    void refusesOtherAddresses(String given, String advice) {
        assertThatThrownBy(() -> WorkerSpec.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workers.url")
                .hasMessageContaining(advice)
                .message()
                .doesNotContain("secret");
    }

    record Bad(Consumer<WorkerSpec.Builder> change, String message) {}

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad(b -> b.id("a b"), "workers.id is 'a b'; set it to 1 to 128 letters"),
                new Bad(b -> b.weight(0), "workers.w.weight is 0.0; set it to a number above 0"),
                new Bad(b -> b.weight(Double.NaN), "workers.w.weight is NaN; set it to"),
                new Bad(b -> b.cost(-1), "workers.w.cost is -1.0; set it to a number of 0"),
                new Bad(b -> b.maxInFlight(-1), "workers.w.max-in-flight is -1; set it to at least 0"),
                new Bad(b -> b.contextLength(-5), "workers.w.context-length is -5; set it to at least 0"),
                new Bad(b -> b.apiKey("a\nb"), "workers.w.api-key is '(hidden)'; set it to printable ASCII"),
                new Bad(b -> b.models(Map.of("m", "")), "workers.w.models is 'm: '; set it to names"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesValuesOutOfRange(Bad bad) {
        var builder = WorkerSpec.builder("http://a").id("w");
        bad.change.accept(builder);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bad.message);
    }

    @Test
    void keepsTheKeyToItself() {
        var spec = WorkerSpec.builder("http://a").apiKey("sk-secret").build();
        var patch = new WorkerPatch("sk-secret", null, null, null, null, null, null, null, null);
        assertThat(spec.toString() + patch + spec.withoutKey()).doesNotContain("sk-secret");
        assertThat(spec.withoutKey().apiKey()).isNull();
    }

    @Test
    void aPatchChangesWhatItNames() {
        var spec =
                WorkerSpec.builder("http://a").apiKey("k").priority(1).weight(2).build();
        assertThat(WorkerPatch.NONE.applyTo(spec)).isEqualTo(spec);
        var patch = new WorkerPatch("", Map.of("m", "u"), EngineType.VLLM, Map.of("zone", "b"), 2, 3.0, 0.5, 7, 100);
        assertThat(patch.applyTo(spec))
                .isEqualTo(WorkerSpec.builder("http://a")
                        .models(Map.of("m", "u"))
                        .engine(EngineType.VLLM)
                        .labels(Map.of("zone", "b"))
                        .priority(2)
                        .weight(3)
                        .cost(0.5)
                        .maxInFlight(7)
                        .contextLength(100)
                        .build());
    }
}
