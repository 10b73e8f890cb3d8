package io.serai.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasedModelTest {
    @ParameterizedTest
    @ValueSource(ints = {30, 126, 510})
    void textsHaveAsManyTokensAsAreAskedFor(int tokens) {
        String home = System.getenv("SERAI_HOME");
        assumeTrue(
                home != null && Files.isDirectory(Path.of(home, "models-onnx/serai-signals")),
                "SERAI_HOME names no checkout with a released model");
        assertThat(ReleasedModel.tokenizer().encode(ReleasedModel.text(tokens), false))
                .hasSize(tokens);
    }
}
