package io.serai.steps.model;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCards;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.choice.ModelFigures;
import io.serai.fleet.choice.RecentTimes;
import io.serai.fleet.choice.ServedModels;
import java.util.List;
import java.util.OptionalDouble;

/** The models of the fleet, with what their cards and their latest answers say. */
record FleetModels(Fleet fleet, ModelCards cards, RecentTimes times) implements ServedModels {
    private static final ModelFigures NOBODY = new ModelFigures(
            false, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);

    @Override
    public ModelFigures of(String model) {
        if (!(fleet.resolve(model) instanceof Resolution.Serves(ModelPool pool))) {
            return NOBODY;
        }
        ModelCard card = cards.of(pool.model());
        return new ModelFigures(
                pool.available(),
                card.number(Field.QUALITY),
                card.number(Field.INPUT_COST),
                card.number(Field.OUTPUT_COST),
                times.millis(pool.model()),
                load(pool.ready()));
    }

    private static double load(List<Worker> ready) {
        int calls = 0;
        for (Worker worker : ready) {
            calls += worker.inFlight();
        }
        return ready.isEmpty() ? 0 : (double) calls / ready.size();
    }

    /** The served model that {@code name} means; {@code name} itself where nobody serves it. */
    String resolved(String name) {
        return fleet.resolve(name) instanceof Resolution.Serves(ModelPool pool) ? pool.model() : name;
    }
}
