package io.serai.bench;

import io.serai.bench.jmh.MicroBenchmarks;
import io.serai.bench.load.LoadClient;
import io.serai.bench.process.BenchFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code serai bench}: runs scenarios on the rungs of the ladder and prints a Markdown report on standard output;
 * progress goes to standard error. {@code serai bench micro} runs the micro-benchmarks instead. Exit status 0, 2 for bad arguments, 3 when the time limit was reached.
 */
public final class Main {
    private static final String MICRO = "micro";
    private static final int BAD_ARGUMENTS = 2;
    private static final int OUT_OF_TIME = 3;

    private Main() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        var given = List.of(arguments);
        try {
            if (given.indexOf(MICRO) == 0) {
                MicroBenchmarks.main(given.subList(1, given.size()));
            } else if (given.contains("--help")) {
                System.out.print(Options.usage());
            } else {
                run(Options.parse(given));
            }
        } catch (BenchFailure e) {
            System.err.println("bench: " + e.reason());
            System.exit(BAD_ARGUMENTS);
        }
    }

    private static void run(Options options) throws InterruptedException, IOException {
        var layout = Layout.ofThisRun();
        endAfter(options.limit());
        var machine = MachineState.now(layout);
        var results = new ArrayList<ScenarioResult>();
        try (var client = LoadClient.open()) {
            var rungs = new Rungs(options.gateway().orElse(layout.distribution()), layout.peers());
            var session = new Session(options, layout, client, rungs);
            session.log("logs and configurations: " + layout.work());
            for (var scenario : Scenarios.all()) {
                if (options.scenarios().contains(scenario.name())) {
                    session.log(scenario.name());
                    results.add(scenario.run(session));
                    // Written after each scenario: a run that is cut short keeps what it has.
                    writeJson(new Report(machine, options, results));
                }
            }
        }
        System.out.print(new Report(machine, options, results).markdown());
    }

    private static void writeJson(Report report) throws IOException {
        var out = report.options().out();
        if (out.isPresent()) {
            JsonReport.write(report, out.get());
        }
    }

    /** Ends the JVM, and with its shutdown hooks every child, when the run takes too long. */
    private static void endAfter(Duration limit) {
        Thread.ofPlatform().daemon().name("time limit").start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException e) {
                return;
            }
            System.err.println("bench: not done after %d minutes; set --max-minutes".formatted(limit.toMinutes()));
            System.exit(OUT_OF_TIME);
        });
    }
}
