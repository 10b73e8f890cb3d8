package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param scenarios  names of the scenarios to run, in order
 * @param rungs      names of the rungs to climb, in order
 * @param repeats    rounds of each scenario
 * @param window     measured time of each rung in each round
 * @param warmup     load before the first round, for rungs that run on a JVM; others get a fifth
 * @param workers    mock workers behind each rung, except where a scenario is about their number
 * @param seed       of all bodies and traces
 * @param limit      after this the whole run is ended
 * @param gateway    folder of the distribution; empty for the one of this checkout
 * @param out        where the JSON report goes; empty for none
 */
record Options(
        List<String> scenarios,
        List<String> rungs,
        int repeats,
        Duration window,
        Duration warmup,
        int workers,
        long seed,
        Duration limit,
        Optional<Path> gateway,
        Optional<Path> out) {
    static final List<String> PEERS = List.of("smg", "sglang-router");
    static final List<String> OWN_RUNGS = List.of("direct", "nginx", "serai-bare", "serai-chat");
    static final String USAGE = """
            usage: serai bench [--scenario A,B] [--rungs A,B] [--peers] [--repeats N] [--seconds S]
                               [--warmup S] [--workers N] [--seed N] [--max-minutes M]
                               [--gateway DIR] [--out FILE.json]
                   serai bench micro [--help] [REGEX...]
              scenarios: %s
              rungs:     %s; --peers adds %s
            """;

    Options {
        scenarios = List.copyOf(scenarios);
        rungs = List.copyOf(rungs);
        atLeastOne("--repeats", repeats);
        atLeastOne("--workers", workers);
        if (window.isZero() || window.isNegative() || limit.isNegative() || warmup.isNegative()) {
            throw new BenchFailure("--seconds, --warmup and --max-minutes must not be negative, --seconds not 0");
        }
    }

    static String usage() {
        return USAGE.formatted(
                String.join(", ", Scenarios.names()), String.join(", ", OWN_RUNGS), String.join(" and ", PEERS));
    }

    /** Reads the arguments; every mistake is a {@link BenchFailure} that names the flag. */
    static Options parse(List<String> arguments) {
        var flags = Flags.read(arguments);
        var rungs = new ArrayList<>(flags.list("--rungs", OWN_RUNGS));
        if (flags.present("--peers")) {
            PEERS.stream().filter(peer -> !rungs.contains(peer)).forEach(rungs::add);
        }
        var allRungs = new ArrayList<>(OWN_RUNGS);
        allRungs.addAll(PEERS);
        return new Options(
                known("--scenario", flags.list("--scenario", Scenarios.names()), Scenarios.names()),
                known("--rungs", rungs, allRungs),
                (int) flags.number("--repeats", 5),
                Duration.ofSeconds(flags.number("--seconds", 6)),
                Duration.ofSeconds(flags.number("--warmup", 20)),
                (int) flags.number("--workers", 2),
                flags.number("--seed", 1),
                Duration.ofMinutes(flags.number("--max-minutes", 120)),
                flags.text("--gateway").map(Path::of),
                flags.text("--out").map(Path::of));
    }

    private static List<String> known(String flag, List<String> given, List<String> all) {
        for (var name : given) {
            if (!all.contains(name)) {
                throw new BenchFailure("%s has '%s'; set it to some of %s".formatted(flag, name, all));
            }
        }
        return given;
    }

    private static void atLeastOne(String flag, int value) {
        if (value < 1) {
            throw new BenchFailure("%s is %d; set it to at least 1".formatted(flag, value));
        }
    }
}
