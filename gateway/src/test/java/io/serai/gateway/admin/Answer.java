package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.CallError;
import io.serai.core.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call got.
 *
 * @param text  the body; of an error its message
 * @param error the refusal, or null
 */
record Answer(
        int status, Headers headers, String text, @Nullable CallError error) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonNode json() {
        assertThat(error).isNull();
        return parse(text);
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    Answer is(int wanted) {
        assertThat(status).as(text).isEqualTo(wanted);
        return this;
    }

    /** That this is a refusal. */
    Answer refuses(int wanted, String code, @Nullable String param) {
        is(wanted);
        CallError refusal = Objects.requireNonNull(error);
        assertThat(refusal.code()).as(text).isEqualTo(code);
        assertThat(refusal.param()).as(text).isEqualTo(param);
        return this;
    }
}
