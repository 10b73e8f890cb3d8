package io.serai.fleet.choice;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Models with what a test says of them; nobody serves any other. */
final class Served implements ServedModels {
    private static final ModelFigures NOBODY = new ModelFigures(
            false, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);

    private final Map<String, ModelFigures> models = new HashMap<>();

    Served ready(String... names) {
        for (String name : names) {
            models.put(
                    name,
                    new ModelFigures(
                            true,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            0));
        }
        return this;
    }

    /** A price of 0 or less is none. */
    Served model(String name, double quality, double price) {
        OptionalDouble cost = price > 0 ? OptionalDouble.of(price) : OptionalDouble.empty();
        models.put(name, new ModelFigures(true, OptionalDouble.of(quality), cost, cost, OptionalDouble.empty(), 0));
        return this;
    }

    Served times(String name, OptionalDouble millis, double load) {
        models.put(
                name,
                new ModelFigures(
                        true, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), millis, load));
        return this;
    }

    @Override
    public ModelFigures of(String model) {
        return models.getOrDefault(model, NOBODY);
    }
}
