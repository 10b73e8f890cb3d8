package io.serai.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The same rate of requests with few and with many registered workers: choosing must not cost more. */
record FleetSizeScenario() implements Scenario {
    private static final int FEW = 4;
    private static final int MANY = 1_000;
    private static final int PER_SECOND = 500;

    @Override
    public String name() {
        return "fleet-size";
    }

    @Override
    public String about() {
        return "1 KB chat requests, %,d a second, with %,d and with %,d registered workers"
                .formatted(PER_SECOND, FEW, MANY);
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        try (var crowd = MockFleet.startCrowd(MANY, session.layout())) {
            var candidates = new ArrayList<Candidate>();
            for (var rung : session.rungs().chosen(session.options())) {
                boolean plainProxy = rung instanceof DirectRung || rung instanceof NginxRung;
                if (!plainProxy && !rung.name().equals("serai-bare")) {
                    candidates.add(candidate(session, rung, crowd.addresses().subList(0, FEW)));
                    candidates.add(candidate(session, rung, crowd.addresses()));
                }
            }
            var plan = Scenarios.openLoop(PER_SECOND, session.options().seed());
            return new ScenarioResult(name(), about(), Ladder.climb(session, candidates, plan));
        }
    }

    private static Candidate candidate(Session session, Rung rung, List<InetSocketAddress> workers) {
        var label = "%s, %,d workers".formatted(rung.name(), workers.size());
        var folder = session.layout().folder(rung.name() + "-" + workers.size());
        return new Candidate(label, rung, new Rung.Setting(workers, "cache-aware", folder), true);
    }
}
