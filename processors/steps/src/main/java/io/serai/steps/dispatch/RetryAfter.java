package io.serai.steps.dispatch;

import io.serai.core.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}. Only its form in seconds is honoured: workers do not send dates. */
final class RetryAfter {
    private static final int LONGEST_DIGITS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(999_999);

    private RetryAfter() {}

    static @Nullable Duration of(Headers headers) {
        String value = headers.first("retry-after");
        if (value == null || value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return value.length() > LONGEST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
    }
}
