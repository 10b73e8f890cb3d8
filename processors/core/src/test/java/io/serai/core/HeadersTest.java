package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static List<String> all(Headers headers) {
        var all = new ArrayList<String>();
        headers.forEach((name, value) -> all.add(name + "=" + value));
        return all;
    }

    @Test
    void keepsOrderSpellingAndRepeats() {
        Headers headers = Headers.of("B", "1", "a", "2", "b", "3");
        assertThat(all(headers)).containsExactly("B=1", "a=2", "b=3");
        assertThat(headers.size()).isEqualTo(3);
    }

    @Test
    void findsTheFirstByNameInAnyCase() {
        Headers headers = Headers.of("X-One", "1", "x-one", "2", "empty", "");
        assertThat(headers.first("x-ONE")).isEqualTo("1");
        assertThat(headers.first("empty")).isEmpty();
        assertThat(headers.first("x-two")).isNull();
        assertThat(headers.first("1")).as("a value is no name").isNull();
    }

    @Test
    void buildsWhatWasAdded() {
        assertThat(all(Headers.builder().add("a", "1").add("a", "2").build())).containsExactly("a=1", "a=2");
        assertThat(Headers.builder().build()).isSameAs(Headers.empty());
        assertThat(Headers.empty().size()).isZero();
    }

    @Test
    void aNameWithoutAValueIsRefusedByName() {
        assertThatThrownBy(() -> Headers.of("a", "1", "lonely"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lonely");
    }

    @Test
    void textHoldsNoValues() {
        assertThat(Headers.of("authorization", "Bearer secret", "accept", "x"))
                .asString()
                .contains("authorization", "accept")
                .doesNotContain("secret");
    }

    @Test
    void theCallersArrayMayChange() {
        String[] fields = {"a", "1"};
        Headers headers = Headers.of(fields);
        fields[1] = "2";
        assertThat(headers.first("a")).isEqualTo("1");
    }
}
