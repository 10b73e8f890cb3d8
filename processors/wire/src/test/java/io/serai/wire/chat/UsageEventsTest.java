package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageEventsTest {
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n";
    private static final String TEXT = "data: {\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":1}}\n\n";

    private static String without(String events) {
        return new String(UsageEvents.without(events.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void takesOutTheUsageAlone() {
        assertThat(without(TEXT + USAGE + "data: [DONE]\n\n")).isEqualTo(TEXT + "data: [DONE]\n\n");
        assertThat(without(USAGE)).isEmpty();
        assertThat(without(USAGE + TEXT + USAGE + USAGE + TEXT)).isEqualTo(TEXT + TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                "data: [DONE]\n\n",
                "data: {\"choices\":[],\"usage\":null}\n\n",
                "data: {\"choices\":[]}\n\n",
                ""
            })
    void leavesTheRest(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        assertThat(UsageEvents.without(bytes)).isSameAs(bytes);
    }
}
