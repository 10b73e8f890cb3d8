package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @Test
    void aSpanKnowsItsLength() {
        assertThat(new Span(3, 8).length()).isEqualTo(5);
        assertThat(new Span(3, 8).isEmpty()).isFalse();
        assertThat(new Span(3, 3).isEmpty()).isTrue();
        assertThat(Span.NONE.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "5,4", "0,-1"})
    void aSpanThatIsNoneIsRefusedWithItsNumbers(int start, int end) {
        assertThatThrownBy(() -> new Span(start, end))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("" + start, "" + end);
    }

    @Test
    void allOfAnArray() {
        byte[] array = {1, 2, 3};
        assertThat(EngineRequest.Bytes.all(array).span()).isEqualTo(new Span(0, 3));
        assertThat(EngineRequest.Bytes.all(array).array()).isSameAs(array);
    }

    @ParameterizedTest
    @CsvSource({"http://h,80,false", "http://h:8000,8000,false", "https://h,443,true", "https://h:30000/base,30000,true"
    })
    void anEndpointKnowsItsPortAndTls(String url, int port, boolean tls) {
        var endpoint = new Endpoint(URI.create(url), null);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.tls()).isEqualTo(tls);
    }

    /** Endpoints that differ in their key must not share connections. */
    @Test
    void anEndpointIsItsUrlAndItsKeyButShowsOnlyTheUrl() {
        var url = URI.create("http://h:1");
        assertThat(new Endpoint(url, "secret"))
                .isEqualTo(new Endpoint(url, "secret"))
                .isNotEqualTo(new Endpoint(url, "other"))
                .isNotEqualTo(new Endpoint(url, null))
                .hasToString("http://h:1");
    }

    @Test
    void negativeTimeoutsAreRefused() {
        Duration negative = Duration.ofMillis(-1);
        for (int position = 0; position < 4; position++) {
            Duration[] limits = {Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO};
            limits[position] = negative;
            assertThatThrownBy(() -> new Timeouts(limits[0], limits[1], limits[2], limits[3]))
                    .as("limit %d", position)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
