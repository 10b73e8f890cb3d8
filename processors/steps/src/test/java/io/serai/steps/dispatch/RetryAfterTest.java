package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "007, 7", "999999, 999999", "1000000, 999999", "99999999999999999999999, 999999"})
    void readsSeconds(String value, long seconds) {
        assertThat(RetryAfter.of(Headers.of("Retry-After", value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "\u0661"})
    void knowsNothingElse(String value) {
        assertThat(RetryAfter.of(Headers.of("retry-after", value))).isNull();
    }

    @Test
    void mayBeAbsent() {
        assertThat(RetryAfter.of(Headers.empty())).isNull();
    }
}
