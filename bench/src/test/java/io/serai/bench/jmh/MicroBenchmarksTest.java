package io.serai.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.bench.process.BenchFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBenchmarksTest {
    @Test
    void aWrongFlagIsNamed() {
        assertThatThrownBy(() -> MicroBenchmarks.main(List.of("--nonsense")))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> MicroBenchmarks.main(List.of("Encode", "--tokenizers")))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("--tokenizers has no value");
    }

    @Test
    void aTokenizerThatIsMissingIsNamedWithItsPlace() {
        assertThatThrownBy(() -> TokenizerFolder.file("no-such-tokenizer"))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("no-such-tokenizer")
                .hasMessageContaining("--tokenizers");
    }

    @Test
    void benchmarksAreFoundWhereTheyAreRun() {
        assertThatCode(() -> MicroBenchmarks.main(List.of("-l"))).doesNotThrowAnyException();
        assertThat(MicroBenchmarks.class.getResource("/META-INF/BenchmarkList")).isNotNull();
    }

    @Test
    void textsOfAllLengthsAreThere() {
        assertThat(Prose.pieces(1024)).hasSizeGreaterThan(50).allMatch(piece -> piece.length() == 1024);
        assertThat(Prose.pieces(32 * 1024)).hasSize(2);
    }
}
