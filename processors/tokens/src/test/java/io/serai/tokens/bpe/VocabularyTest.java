package io.serai.tokens.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void findsTokensBySpellingAndById() {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int id = 0; id < 5000; id++) {
            builder.add("token" + id, 3 * id);
        }
        Vocabulary words = builder.build();
        for (int id = 0; id < 5000; id++) {
            assertThat(words.id("token" + id)).isEqualTo(3 * id);
            assertThat(words.token(3 * id)).isEqualTo("token" + id);
            assertThat(words.token(3 * id + 1)).isNull();
        }
        assertThat(words.id("token5000")).isEqualTo(-1);
        assertThat(words.size()).isEqualTo(3 * 4999 + 1);
        assertThat(words.count()).isEqualTo(5000);
        assertThat(words.token(-1)).isNull();
        assertThat(words.token(1 << 20)).isNull();
    }

    @Test
    void ofASpellingThatComesTwiceTheLastIdCounts() {
        Vocabulary.Builder builder = Vocabulary.builder();
        builder.add("a", 1);
        builder.add("a", 2);
        Vocabulary words = builder.build();
        assertThat(words.id("a")).isEqualTo(2);
        assertThat(words.count()).isEqualTo(1);
    }

    @Test
    void anEmptyOneHasNothing() {
        Vocabulary words = Vocabulary.builder().build();
        assertThat(words.id("")).isEqualTo(-1);
        assertThat(words.size()).isZero();
    }
}
