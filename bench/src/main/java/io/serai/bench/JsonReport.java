package io.serai.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link Report} as JSON, with every round, for comparing runs. */
final class JsonReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonReport() {}

    static void write(Report report, Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), tree(report));
    }

    static ObjectNode tree(Report report) {
        var root = JSON.createObjectNode();
        var machine = root.putObject("machine");
        machine.put("when", report.machine().when().toString())
                .put("cores", report.machine().cores())
                .put("cpu", report.machine().cpu())
                .put("kernel", report.machine().kernel())
                .put("jdk", report.machine().jdk())
                .put("load_before", report.machine().loadBefore())
                .put("commit", report.machine().commit());
        var options = report.options();
        root.putObject("options")
                .put("repeats", options.repeats())
                .put("seconds", options.window().toSeconds())
                .put("warmup_seconds", options.warmup().toSeconds())
                .put("workers", options.workers())
                .put("seed", options.seed());
        var scenarios = root.putArray("scenarios");
        report.scenarios().forEach(scenario -> write(scenario, scenarios.addObject()));
        return root;
    }

    private static void write(ScenarioResult scenario, ObjectNode to) {
        to.put("scenario", scenario.scenario()).put("about", scenario.about());
        var rungs = to.putArray("rungs");
        scenario.rungs().forEach(rung -> write(rung, rungs.addObject()));
    }

    private static void write(RungResult rung, ObjectNode to) {
        to.put("rung", rung.rung());
        if (!rung.skipped().isEmpty()) {
            to.put("skipped", rung.skipped());
        }
        rung.failures().forEach(to.putObject("failures")::put);
        var figures = to.putObject("figures");
        rung.spreads().forEach((figure, spread) -> {
            var node = figures.putObject(figure.key())
                    .put("min", spread.min())
                    .put("median", spread.median())
                    .put("max", spread.max());
            var rounds = node.putArray("rounds");
            rung.rounds().forEach(round -> round.value(figure).ifPresent(rounds::add));
        });
    }
}
