package io.serai.fleet.choice;

/** The models that calls can go to. Thread-safe. */
@FunctionalInterface
public interface ServedModels {
    /** What is known now of the model of that name or alias; without a ready worker for one that nobody serves. */
    ModelFigures of(String model);
}
