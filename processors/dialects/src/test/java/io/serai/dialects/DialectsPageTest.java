package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Dialect;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that lists the dialects says what they are and do. */
final class DialectsPageTest {
    private static Stream<DialectsPage.Example> examples() throws IOException {
        return DialectsPage.read().examples().values().stream();
    }

    @Test
    void everyDialectHasARowAndAnExample() throws IOException {
        List<String> names = Dialects.all().stream().map(Dialect::name).toList();
        DialectsPage page = DialectsPage.read();
        assertThat(page.rows().keySet()).containsExactlyElementsOf(names);
        assertThat(page.examples().keySet()).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleIsReadAsThePageSays(DialectsPage.Example example) throws IOException {
        Dialect dialect = Dialects.find(example.dialect()).orElseThrow();
        ParseOptions options = new ParseOptions(DialectsPage.read().tools(), true, Reasoning.OUTPUT);
        ParsedAnswer whole = ParsedAnswer.of(dialect, options, example.raw());
        assertThat(DialectsPage.written(whole)).isEqualTo(example.result());
        List<String> characters =
                example.raw().codePoints().mapToObj(Character::toString).toList();
        assertThat(ParsedAnswer.of(dialect, options, characters)).isEqualTo(whole);
        assertThat(whole.malformed()).isZero();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRowSaysWhatIsDeclared(DialectsPage.Example example) throws IOException {
        List<String> cells = DialectsPage.read().rows().getOrDefault(example.dialect(), List.of());
        FamilyDialect dialect = (FamilyDialect) Dialects.find(example.dialect()).orElseThrow();
        assertThat(cells).hasSizeGreaterThanOrEqualTo(5);
        assertThat(cells.get(1)).as("models").isNotEmpty();
        assertThat(DialectsPage.codes(cells.get(2))).as("names for calls").isEqualTo(dialect.toolNames());
        assertThat(DialectsPage.codes(cells.get(3))).as("names for reasoning").isEqualTo(dialect.reasoningNames());
        assertThat(DialectsPage.codes(cells.get(4)))
                .as("reasoning between")
                .isEqualTo(dialect.reasoning().markers().stream()
                        .map(marker -> marker.replace("\n", "\\n"))
                        .toList());
    }
}
