package io.serai.bench;

import java.util.List;
import java.util.TreeSet;

/**
 * A scenario's part of the report.
 *
 * @param scenario its name
 * @param about    one sentence on what was done
 * @param rungs    results in the order of the ladder
 */
record ScenarioResult(String scenario, String about, List<RungResult> rungs) {
    ScenarioResult {
        rungs = List.copyOf(rungs);
    }

    /** Every figure that some rung has, in column order. */
    List<Figure> columns() {
        var columns = new TreeSet<Figure>();
        rungs.forEach(rung -> columns.addAll(rung.spreads().keySet()));
        return List.copyOf(columns);
    }
}
