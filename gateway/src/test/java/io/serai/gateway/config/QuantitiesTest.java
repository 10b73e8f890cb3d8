package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "500ms, 500",
        "10s, 10000",
        "1m30s, 90000",
        "2h, 7200000",
        "1d, 86400000",
        "90m, 5400000"
    })
    void readsDurations(String text, long millis) {
        assertThat(Quantities.millis(text)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1.5s", "-1s", "10 s", "10S", "1m30", "10us", "9999999999999999999s", "١s"})
    void refusesOtherDurations(String text) {
        assertThat(Quantities.millis(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1024, 1024", "64KiB, 65536", "256MiB, 268435456", "1 GiB, 1073741824", "3KB, 3000", "7B, 7"})
    void readsSizes(String text, long bytes) {
        assertThat(Quantities.bytes(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "1.5MiB", "-1", "10k", "10kib", "99999999999999999999"})
    void refusesOtherSizes(String text) {
        assertThat(Quantities.bytes(text)).isEmpty();
    }

    @Property
    void writesDurationsThatItReads(@ForAll @LongRange(min = 0, max = 400_000_000_000L) long millis) {
        assertThat(Quantities.millis(Quantities.show(Duration.ofMillis(millis))))
                .isEqualTo(OptionalLong.of(millis));
    }

    @Property
    void writesSizesThatItReads(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        assertThat(Quantities.bytes(new Size(bytes).toString())).isEqualTo(OptionalLong.of(bytes));
    }

    /** A sum beyond every limit must not wrap around into something valid. */
    @Property
    void neverOverflows(@ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long number) {
        assertThat(Quantities.millis(number + "d" + number + "d" + number + "h").orElseThrow())
                .isGreaterThanOrEqualTo(number);
    }
}
