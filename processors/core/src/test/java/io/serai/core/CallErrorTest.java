package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallErrorTest {
    @Test
    void saysWhatItWasGiven() {
        CallError error = CallError.of(404, "model_not_found", "model \"x\" is not served");
        assertThat(error.status()).isEqualTo(404).isEqualTo(error.getStatus());
        assertThat(error.code()).isEqualTo("model_not_found").isEqualTo(error.getCode());
        assertThat(error.message()).isEqualTo("model \"x\" is not served").isEqualTo(error.getMessage());
        assertThat(error.param()).isNull();
        assertThat(error.retryAfter()).isNull();
        assertThat(error.clientMayRetry()).isFalse();
    }

    @Test
    void growsWithoutForgetting() {
        CallError plain = CallError.of(429, "quota", "too many");
        CallError grown = plain.about("messages").retryAfter(Duration.ofSeconds(3));
        CallError other = plain.retryAfter(Duration.ofSeconds(3)).about("messages");
        for (CallError error : new CallError[] {grown, other}) {
            assertThat(error.status()).isEqualTo(429);
            assertThat(error.code()).isEqualTo("quota");
            assertThat(error.message()).isEqualTo("too many");
            assertThat(error.param()).isEqualTo("messages");
            assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(3));
            assertThat(error.clientMayRetry()).isTrue();
        }
        assertThat(plain.param()).as("the first is unchanged").isNull();
        assertThat(plain.clientMayRetry()).isFalse();
    }

    @Test
    void hasNoStack() {
        assertThat(CallError.of(400, "bad", "no").getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request_error",
        "401,authentication_error",
        "403,permission_error",
        "404,invalid_request_error",
        "408,invalid_request_error",
        "413,invalid_request_error",
        "429,rate_limit_error",
        "499,invalid_request_error",
        "500,server_error",
        "502,server_error",
        "503,service_unavailable_error",
        "504,server_error"
    })
    void typeFollowsTheStatus(int status, String type) {
        assertThat(CallError.of(status, "c", "m").type()).isEqualTo(type);
    }
}
