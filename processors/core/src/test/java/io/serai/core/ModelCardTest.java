package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCardTest {
    @Test
    void whatIsNotKnownIsTakenFromTheOther() {
        ModelCard told = ModelCard.of("m", Source.DISCOVERED, Map.of(Field.CONTEXT_LENGTH, 4096, Field.QUALITY, 0.5));
        ModelCard set = ModelCard.of("m", Source.CONFIGURED, Map.of(Field.CONTEXT_LENGTH, 2048));

        ModelCard both = set.or(told);

        assertThat(both.contextLength()).isEqualTo(2048);
        assertThat(both.source(Field.CONTEXT_LENGTH)).isEqualTo(Source.CONFIGURED);
        assertThat(both.source(Field.QUALITY)).isEqualTo(Source.DISCOVERED);
        assertThat(both.source(Field.TOKENIZER)).isNull();
        assertThat(both.text(Field.TOKENIZER)).isNull();
    }

    @Test
    void anUnknownModelHasNoValues() {
        assertThat(ModelCard.unknown("m").values()).isEmpty();
        assertThat(ModelCard.unknown("m").contextLength()).isZero();
    }

    /** A value of the wrong kind would be a class cast on the request path. */
    @ParameterizedTest
    @EnumSource(Field.class)
    void refusesValuesOfAnotherKind(Field field) {
        Object wrong = field.kind() == ModelCard.Kind.TEXTS ? List.of(1) : List.of("a", 1);
        assertThatThrownBy(() -> ModelCard.of("m", Source.DERIVED, Map.of(field, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field.key());
    }

    @Test
    void clientsMustNotSeePlaces() {
        assertThat(Field.values())
                .filteredOn(Field::place)
                .containsExactly(Field.MODEL_PATH, Field.TOKENIZER, Field.CHAT_TEMPLATE);
    }
}
