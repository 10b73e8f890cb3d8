package io.serai.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rounds of one rung in one scenario.
 *
 * @param rung     its name
 * @param rounds   figures of each round, in order
 * @param failures reasons of failed requests, over all rounds
 * @param skipped  why it did not run; empty when it did
 */
record RungResult(String rung, List<Figures> rounds, Map<String, Long> failures, String skipped) {
    RungResult {
        rounds = List.copyOf(rounds);
        failures = Map.copyOf(failures);
    }

    /** One spread per figure that any round has. */
    Map<Figure, Spread> spreads() {
        var collected = new TreeMap<Figure, List<Double>>();
        for (var round : rounds) {
            round.values()
                    .forEach((figure, value) -> collected
                            .computeIfAbsent(figure, _ -> new ArrayList<>())
                            .add(value));
        }
        var spreads = new EnumMap<Figure, Spread>(Figure.class);
        collected.forEach((figure, values) -> spreads.put(figure, Spread.of(values)));
        return spreads;
    }
}
