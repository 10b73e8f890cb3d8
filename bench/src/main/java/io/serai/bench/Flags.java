package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Flags of the form {@code --name value}, {@code --name=value} and, for switches, {@code --name}. */
final class Flags {
    private static final Set<String> SWITCHES = Set.of("--peers", "--help");
    private static final Set<String> VALUES = Set.of(
            "--scenario",
            "--rungs",
            "--repeats",
            "--seconds",
            "--warmup",
            "--workers",
            "--seed",
            "--max-minutes",
            "--gateway",
            "--out");

    private final Map<String, String> values;

    private Flags(Map<String, String> values) {
        this.values = values;
    }

    static Flags read(List<String> arguments) {
        var values = new HashMap<String, String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (SWITCHES.contains(name)) {
                values.put(name, "");
            } else if (!VALUES.contains(name)) {
                throw new BenchFailure("unknown flag " + name + "; see --help");
            } else if (equals >= 0) {
                values.put(name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw new BenchFailure(name + " has no value; see --help");
            }
        }
        return new Flags(values);
    }

    boolean present(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    List<String> list(String name, List<String> otherwise) {
        return text(name).map(text -> List.of(text.split(","))).orElse(otherwise);
    }

    long number(String name, long otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            throw new BenchFailure("%s is '%s'; set it to a whole number".formatted(name, text.get()));
        }
    }
}
