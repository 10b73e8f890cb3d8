package io.serai.bench;

/** One question that the benchmark answers. */
sealed interface Scenario permits LoadScenario, StartupScenario, FleetSizeScenario, CacheScenario, MaskingScenario {
    /** Name on the command line and in the report. */
    String name();

    /** One sentence on what is done, for the report. */
    String about();

    /** Asks every chosen rung. */
    ScenarioResult run(Session session) throws InterruptedException;
}
