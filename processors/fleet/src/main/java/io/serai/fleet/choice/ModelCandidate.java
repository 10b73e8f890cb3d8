package io.serai.fleet.choice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A model that a rule considered.
 *
 * @param ready   whether a worker of it is ready; it cannot be chosen otherwise
 * @param figures what it was compared by, such as {@code score} or {@code weight}; none where it was not compared
 */
public record ModelCandidate(String model, boolean ready, Map<String, Double> figures) {
    /** Copies the figures. */
    public ModelCandidate {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    @Override
    public String toString() {
        if (!ready) {
            return model + ": no worker is ready";
        }
        var text = new StringJoiner(", ", model + ": ", "");
        figures.forEach((name, value) -> text.add(name + " " + Numbers.shown(value)));
        return text.toString();
    }
}
