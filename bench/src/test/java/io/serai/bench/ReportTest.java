package io.serai.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final MachineState MACHINE = new MachineState(
            Instant.parse("2026-02-03T04:05:06Z"), 2, "Some CPU", "Linux 6", "JDK 25", "0.10 0.20 0.30", "abc1234");

    private static Report report(RungResult... rungs) {
        var options = Options.parse(List.of("--seconds", "5", "--seed", "9", "--scenario", "small"));
        return new Report(MACHINE, options, List.of(new ScenarioResult("small", "what is done", List.of(rungs))));
    }

    private static RungResult rung(String name, Figures... rounds) {
        return new RungResult(name, List.of(rounds), Map.of(), "");
    }

    @Test
    void statesTheMachineAndOneRowPerRung() {
        var direct = rung("direct", new Figures().with(Figure.P50, 0.5), new Figures().with(Figure.P50, 0.7));
        var proxy = rung(
                "proxy",
                new Figures().with(Figure.P50, 1.25).with(Figure.CPU_PER_REQUEST, 22.04),
                new Figures().with(Figure.P50, 1.25).with(Figure.CPU_PER_REQUEST, 24.0));
        assertThat(report(direct, proxy).markdown())
                .contains("2 cores, Some CPU", "commit abc1234, seed 9", "load average before: 0.10 0.20 0.30")
                .contains("| rung | CPU per request [us] | p50 [ms] |\n|---|--:|--:|\n")
                .contains("| direct |  | 0.60 (0.50 - 0.70) |\n")
                .contains("| proxy | 23.0 (22.0 - 24) | 1.25 |\n");
    }

    @Test
    void saysWhatWasSkippedAndWhatFailed() {
        var skipped = new RungResult("nginx", List.of(), Map.of(), "nginx is not on the PATH");
        var failing =
                new RungResult("proxy", List.of(new Figures().with(Figure.ERRORS, 3)), Map.of("HTTP 503", 3L), "");
        assertThat(report(skipped, failing).markdown())
                .contains("Skipped nginx: nginx is not on the PATH")
                .contains("Errors of proxy: {HTTP 503=3}")
                .doesNotContain("| nginx |");
    }

    @Test
    void addedLatencyIsTheDifferenceWithinARound() {
        var direct = new Figures().with(Figure.P50, 0.4);
        var proxy = new Figures().with(Figure.P50, 0.55).withAdded(Figure.ADDED_P50, Figure.P50, direct);
        assertThat(proxy.value(Figure.ADDED_P50).orElseThrow())
                .isCloseTo(0.15, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(proxy.withAdded(Figure.ADDED_P99, Figure.P99, direct).value(Figure.ADDED_P99))
                .isEmpty();
    }

    @Test
    void theJsonReportKeepsEveryRound() {
        var proxy = rung("proxy", new Figures().with(Figure.P99, 3), new Figures().with(Figure.P99, 1));
        var figure = JsonReport.tree(report(proxy)).at("/scenarios/0/rungs/0/figures/p99_ms");
        assertThat(figure.toString()).isEqualTo("{\"min\":1.0,\"median\":2.0,\"max\":3.0,\"rounds\":[3.0,1.0]}");
    }
}
