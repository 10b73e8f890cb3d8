package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    record Bad(ThrowingCallable make, String message) {}

    static Stream<Bad> bad() {
        var one = WorkerSpec.builder("http://a").id("w").build();
        var sameId = WorkerSpec.builder("http://b").id("w").build();
        var sameUrl = WorkerSpec.builder("http://a/").id("v").build();
        var none = FleetSettings.DEFAULT;
        return Stream.of(
                new Bad(() -> none.withWorkers(List.of(one, sameId)), "workers.id is 'w'; set it to another id"),
                new Bad(() -> none.withWorkers(List.of(one, sameUrl)), "workers.v.url is http://a; set it to another"),
                new Bad(() -> none.withAliases(Map.of("a", "b", "b", "c")), "aliases.a is 'b'; set it to the name of"),
                new Bad(() -> none.withAliases(Map.of("a", " ")), "aliases.a is ' '; set it to the name of a model"),
                new Bad(
                        () -> new HealthSettings("health", SECOND, SECOND, 1, 1, SECOND, SECOND),
                        "fleet.health.path is 'health'; set it to a path that starts with /"),
                new Bad(
                        () -> new HealthSettings("/h", Duration.ZERO, SECOND, 1, 1, SECOND, SECOND),
                        "fleet.health.interval is 0s; set it to a duration above 0s"),
                new Bad(
                        () -> new HealthSettings("/h", SECOND, SECOND, 0, 1, SECOND, SECOND),
                        "fleet.health.failure-threshold is 0; set it to at least 1"),
                new Bad(
                        () -> new HealthSettings("/h", SECOND, SECOND, 1, 1, SECOND, Duration.ofMillis(5)),
                        "fleet.health.max-backoff is 5ms; set it to at least fleet.health.backoff"),
                new Bad(
                        () -> new LoadSettings(SECOND.negated(), SECOND, 1),
                        "fleet.loads.interval is -1s; set it to 0s or more"),
                new Bad(
                        () -> new BreakerSettings(true, SECOND, 1, 1.5, 1, SECOND, SECOND, 1, 1),
                        "fleet.breaker.failure-ratio is 1.5; set it to a number above 0, at most 1"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatToSet(Bad bad) {
        assertThatThrownBy(bad.make)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bad.message);
    }

    @Test
    void pollsOfLoadsAreStretchedForManyWorkers() {
        assertThat(LoadSettings.DEFAULT.intervalFor(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(LoadSettings.DEFAULT.intervalFor(200)).isEqualTo(Duration.ofSeconds(2));
        assertThat(LoadSettings.DEFAULT.intervalFor(1000)).isEqualTo(Duration.ofSeconds(10));
    }
}
