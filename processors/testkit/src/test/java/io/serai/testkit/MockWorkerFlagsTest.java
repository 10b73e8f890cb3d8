package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockWorkerFlagsTest {
    @Test
    void readsBothSpellings() {
        MockWorkerOptions options = MockWorkerFlags.parse(
                "--model",
                "a",
                "--model=b",
                "--token-ms=0.5",
                "--cache-tokens",
                "inf",
                "--engine",
                "vllm",
                "--prefill-tokens-per-second",
                "1000");

        assertThat(options.models()).containsExactly("a", "b");
        assertThat(options.tokenInterval()).isEqualTo(Duration.ofNanos(500_000));
        assertThat(options.cacheTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(options.engine()).isEqualTo(EngineKind.VLLM);
        assertThat(options.serialPrefill()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port=x,           --port is 'x'",
        "--port=70000,       --port is 70000",
        "--engine=x,         --engine is 'x'",
        "--frobnicate=1,     --frobnicate is no flag",
        "--port,             --port has no value",
        "--block-tokens=0,   --block-tokens is 0",
        "--token-ms=-1,      --token-ms is PT-0.001S"
    })
    void saysWhatIsWrong(String flag, String message) {
        assertThatThrownBy(() -> MockWorkerFlags.parse(flag))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
