package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "may, 1",
        "May, 2",
        "I, 2",
        "NASA, 3",
        "UK, 3",
        "iPhone, 4",
        "McDonald, 4",
        "ABc, 4",
        "2024, 5",
        "٣٤, 5",
        "B2B, 6",
        "4th, 6",
        "東京, 7",
        "שלום, 7",
        "..., 0",
        "🎉, 0",
        "½, 0",
        "Ǆ, 2",
        "ǅ, 2",
        "Éa, 2",
        "𝐀𝐁, 3",
        "'(Ada)', 2",
        "O'Hara, 4"
    })
    void isToldByGeneralCategory(String text, byte expected) {
        assertThat(Spelling.of("<" + text + ">", 1, text.length() + 1)).isEqualTo(expected);
    }
}
