package io.serai.bench;

import io.serai.bench.load.LoadClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What a run found.
 *
 * @param machine   the machine and its state
 * @param options   how it was run
 * @param scenarios results in the order of the run
 */
record Report(MachineState machine, Options options, List<ScenarioResult> scenarios) {
    private static final double SHOW_NO_DECIMALS_FROM = 1_000;
    private static final double SHOW_ONE_DECIMAL_FROM = 10;

    Report {
        scenarios = List.copyOf(scenarios);
    }

    /** The report as Markdown: the state of the machine, then a table per scenario. */
    String markdown() {
        var text = new StringBuilder(head());
        scenarios.forEach(scenario -> text.append(section(scenario)));
        return text.toString();
    }

    private String head() {
        return """
                # Serai load ladder

                - %s, commit %s, seed %d
                - %d cores, %s; %s; %s; load generator on %s
                - load average before: %s
                - %d rounds of %d s per rung, interleaved; %d workers; warm-up %d s (JVM rungs). Cells: median (min - max)
                """.formatted(
                        time(machine.when()),
                        machine.commit(),
                        options.seed(),
                        machine.cores(),
                        machine.cpu(),
                        machine.kernel(),
                        machine.jdk(),
                        LoadClient.transport(),
                        machine.loadBefore(),
                        options.repeats(),
                        options.window().toSeconds(),
                        options.workers(),
                        options.warmup().toSeconds());
    }

    private static String time(Instant when) {
        return when.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String section(ScenarioResult scenario) {
        var columns = scenario.columns();
        var text = new StringBuilder("\n## " + scenario.scenario() + "\n\n" + scenario.about() + ".\n\n| rung |");
        columns.forEach(column -> text.append(' ').append(column.heading()).append(" |"));
        text.append("\n|---|").append("--:|".repeat(columns.size())).append('\n');
        scenario.rungs().stream()
                .filter(rung -> rung.skipped().isEmpty())
                .forEach(rung -> text.append(row(rung, columns)));
        scenario.rungs().forEach(rung -> text.append(notes(rung)));
        return text.toString();
    }

    private static String row(RungResult rung, List<Figure> columns) {
        var spreads = rung.spreads();
        var row = new StringBuilder("| " + rung.rung() + " |");
        for (var column : columns) {
            var spread = spreads.get(column);
            row.append(' ').append(spread == null ? "" : cell(spread)).append(" |");
        }
        return row.append('\n').toString();
    }

    static String cell(Spread spread) {
        return spread.min() == spread.max()
                ? number(spread.median())
                : "%s (%s - %s)".formatted(number(spread.median()), number(spread.min()), number(spread.max()));
    }

    private static String number(double value) {
        double size = Math.abs(value);
        boolean whole = value == Math.rint(value);
        var format = whole || size >= SHOW_NO_DECIMALS_FROM ? "%,.0f" : size >= SHOW_ONE_DECIMAL_FROM ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String notes(RungResult rung) {
        var notes = new StringBuilder();
        if (!rung.skipped().isEmpty()) {
            notes.append("\nSkipped ")
                    .append(rung.rung())
                    .append(": ")
                    .append(rung.skipped())
                    .append('\n');
        }
        if (!rung.failures().isEmpty()) {
            notes.append("\nErrors of ")
                    .append(rung.rung())
                    .append(": ")
                    .append(rung.failures())
                    .append('\n');
        }
        return notes.toString();
    }
}
