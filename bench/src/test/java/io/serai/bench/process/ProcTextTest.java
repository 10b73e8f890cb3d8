package io.serai.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProcTextTest {
    record Case(String name, String stat, long ticks) {}

    static Stream<Case> stats() {
        // pid comm state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt utime stime cutime cstime ...
        return Stream.of(
                new Case("plain", "42 (nginx) S 1 42 42 0 -1 4194560 100 0 0 0 700 30 5 2 20 0 1 0 99 1 2", 737),
                new Case("blank in the command", "42 (tmux: server) S 1 42 42 0 -1 0 9 9 9 9 1 2 3 4 20 0 1 0 99", 10),
                new Case("brackets in the command", "7 (a) S 1 (b)) R 1 7 7 0 -1 0 0 0 0 0 10 20 0 0 20 0 1", 30));
    }

    @ParameterizedTest
    @MethodSource("stats")
    void addsOwnTimeAndThatOfEndedChildren(Case c) {
        assertThat(ProcText.cpuTicks(c.stat)).as(c.name).isEqualTo(c.ticks);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatIsNoStat(String stat) {
        assertThatThrownBy(() -> ProcText.cpuTicks(stat))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/proc/PID/stat");
    }

    static Stream<String> broken() {
        return Stream.of("", "42", "42 (nginx)", "42 (nginx) S 1 42 42 0 -1 0 0 0 0 0 700 30 5");
    }

    @Test
    void readsSizesOfStatus() {
        var status = """
                Name:\tjava
                VmPeak:\t  999999 kB
                VmHWM:\t  130048 kB
                VmRSS:\t  120000 kB
                Threads:\t12
                """;
        assertThat(ProcText.kibibytes(status, "VmRSS")).isEqualTo(120_000);
        assertThat(ProcText.kibibytes(status, "VmHWM")).isEqualTo(130_048);
        assertThat(ProcText.kibibytes(status, "VmSwap")).isZero();
    }
}
