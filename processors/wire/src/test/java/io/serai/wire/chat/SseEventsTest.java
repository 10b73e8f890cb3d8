package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseEventsTest {
    /** The data of each event, {@code -} for one without or with several lines of it. */
    private static List<String> data(String text) {
        var events = new SseEvents();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        events.reset(bytes);
        var found = new ArrayList<String>();
        int end = 0;
        while (events.next()) {
            assertThat(events.start()).as("no byte between two events").isEqualTo(end);
            end = events.end();
            int from = events.dataStart();
            found.add(from < 0 ? "-" : new String(bytes, from, events.dataEnd() - from, StandardCharsets.UTF_8));
        }
        assertThat(end).isEqualTo(bytes.length);
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndWillDo(String end) {
        String text = "data: a" + end + end + "event: x" + end + "data:b" + end + end + ": ping" + end + end;
        assertThat(data(text)).containsExactly("a", "b", "-");
    }

    @Test
    void whatIsNotComplete() {
        assertThat(data("")).isEmpty();
        assertThat(data("\n")).containsExactly("-");
        assertThat(data("data: a")).containsExactly("a");
        assertThat(data("data: a\ndata: b\n\n")).containsExactly("-");
        assertThat(data("data:\n\n")).containsExactly("");
    }

    @Test
    void knowsTheLast() {
        var events = new SseEvents();
        events.reset("data: [DONE]\n\ndata: [DONE]x\n\n: x\n\n".getBytes(StandardCharsets.UTF_8));
        assertThat(events.next()).isTrue();
        assertThat(events.done()).isTrue();
        assertThat(events.next()).isTrue();
        assertThat(events.done()).isFalse();
        assertThat(events.next()).isTrue();
        assertThat(events.done()).isFalse();
        assertThat(events.next()).isFalse();
    }
}
