package io.serai.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one rung in one round. */
final class Figures {
    private final EnumMap<Figure, Double> values = new EnumMap<>(Figure.class);

    Figures with(Figure figure, double value) {
        values.put(figure, value);
        return this;
    }

    Optional<Double> value(Figure figure) {
        return Optional.ofNullable(values.get(figure));
    }

    /** Adds {@code added}: this {@code of} less that of {@code base}, where both have it. */
    Figures withAdded(Figure added, Figure of, Figures base) {
        var own = values.get(of);
        var other = base.values.get(of);
        return own == null || other == null ? this : with(added, own - other);
    }

    Map<Figure, Double> values() {
        return Map.copyOf(values);
    }
}
