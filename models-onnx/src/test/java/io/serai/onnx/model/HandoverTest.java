package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether memory outside the heap is freed where a model cannot be loaded. */
class HandoverTest {
    private static final class Memory implements AutoCloseable {
        private int closed;

        @Override
        public void close() {
            closed++;
        }
    }

    private final Memory memory = new Memory();

    static Stream<Throwable> failures() {
        return Stream.of(
                new ModelException("refused"), new IllegalStateException("a bug"), new OutOfMemoryError("warm-up"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatFailsInAnyWayIsClosed(Throwable failure) {
        assertThatThrownBy(() -> Handover.of(memory, _ -> fail(failure))).isSameAs(failure);
        assertThat(memory.closed).isEqualTo(1);
    }

    @Test
    void whatIsMadeOwnsTheMemory() throws ModelException {
        Memory owned = Handover.of(memory, own -> own);
        assertThat(owned).isSameAs(memory);
        assertThat(memory.closed).isZero();
    }

    @Test
    void theFirstFailureIsTold() {
        AutoCloseable stuck = () -> {
            throw new IllegalStateException("does not close");
        };
        var failure = new ModelException("refused");
        assertThatThrownBy(() -> Handover.of(stuck, _ -> fail(failure))).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    private static String fail(Throwable failure) throws ModelException {
        switch (failure) {
            case ModelException refused -> throw refused;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new AssertionError(failure);
        }
    }
}
