package io.serai.bench;

import java.util.function.Function;

/**
 * The same load on every rung of the ladder.
 *
 * @param name    its name
 * @param about   what is done
 * @param profile how the workers behave
 * @param plan    the load, given the seed
 */
record LoadScenario(String name, String about, WorkerProfile profile, Function<Long, LoadPlan> plan)
        implements Scenario {
    private static final String POLICY = "cache-aware";

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        var options = session.options();
        try (var workers = MockFleet.start(options.workers(), profile, session.layout())) {
            var candidates = session.rungs().chosen(options).stream()
                    .map(rung -> new Candidate(rung.name(), rung, setting(session, rung, workers)))
                    .toList();
            return new ScenarioResult(name, about, Ladder.climb(session, candidates, plan.apply(options.seed())));
        }
    }

    private static Rung.Setting setting(Session session, Rung rung, MockFleet workers) {
        return new Rung.Setting(workers.addresses(), POLICY, session.layout().folder(rung.name()));
    }
}
