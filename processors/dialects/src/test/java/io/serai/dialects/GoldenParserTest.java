package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus: every case in every split. A dialect of the corpus that is not registered is skipped. */
final class GoldenParserTest {
    private static final double LOW_SHARE = 0.97;
    private static final List<GoldenReport> REPORTS = new ArrayList<>();

    static Stream<String> corpus() throws IOException {
        return Files.isDirectory(GoldenCase.FOLDER) ? GoldenCase.files().stream() : Stream.of("");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everySureCaseIsReadAsExpected(String name) throws IOException {
        assumeTrue(!name.isEmpty(), () -> "no corpus at " + GoldenCase.FOLDER);
        Optional<FamilyDialect> dialect = Dialects.families().stream()
                .filter(family -> family.name().equals(name))
                .findFirst();
        assumeTrue(dialect.isPresent(), () -> name + " is not registered");
        GoldenReport report = GoldenReport.of(dialect.orElseThrow());
        REPORTS.add(report);
        assertThat(report.problems())
                .as(report.line())
                .filteredOn(problem -> !problem.startsWith("low "))
                .isEmpty();
        assertThat(report.problems())
                .as("splits agree")
                .noneMatch(problem -> problem.contains(": split ") || problem.contains(": threw "));
    }

    @AfterAll
    static void fewUnsureCasesAreReadDifferently() {
        int low = REPORTS.stream().mapToInt(GoldenReport::low).sum();
        int wrong = REPORTS.stream().mapToInt(GoldenReport::lowWrong).sum();
        REPORTS.forEach(report -> System.out.println(report.line()));
        assertThat(low - wrong)
                .as("cases of low confidence read as expected or as an acceptable engine does, of " + low)
                .isGreaterThanOrEqualTo((int) Math.ceil(low * LOW_SHARE));
    }

    @Test
    void theRegistryHasNoNameTwice() {
        assertThat(Dialects.families().stream().map(FamilyDialect::name).toList())
                .doesNotHaveDuplicates();
    }
}
