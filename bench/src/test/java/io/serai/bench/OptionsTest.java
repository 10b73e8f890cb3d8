package io.serai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.bench.process.BenchFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void byDefaultEverythingRunsOnEveryRungButPeers() {
        var options = Options.parse(List.of());
        assertThat(options.scenarios())
                .containsExactly(
                        "small",
                        "fixed-rate",
                        "streams-200",
                        "streams-1000",
                        "streams-saturated",
                        "large",
                        "startup",
                        "fleet-size",
                        "cache",
                        "masking");
        assertThat(options.rungs()).containsExactly("direct", "nginx", "serai-bare", "serai-chat");
        assertThat(options.repeats()).isEqualTo(5);
    }

    @Test
    void readsListsNumbersAndSwitches() {
        var options =
                Options.parse(List.of("--scenario=small,cache", "--rungs", "direct,smg", "--peers", "--seconds", "8"));
        assertThat(options.scenarios()).containsExactly("small", "cache");
        assertThat(options.rungs()).containsExactly("direct", "smg", "sglang-router");
        assertThat(options.window()).isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scenario smal | --scenario has 'smal'",
                "--rungs envoy | --rungs has 'envoy'",
                "--repeats 0 | --repeats is 0",
                "--seconds soon | --seconds is 'soon'",
                "--speed 9 | unknown flag --speed",
                "--seed | --seed has no value"
            })
    void saysWhichFlagIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" "))))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining(message);
    }
}
