package io.serai.gateway;

import io.serai.core.EngineClient;
import io.serai.engines.http.HttpEngineClient;
import io.serai.fleet.Fleet;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.admission.Admission;
import io.serai.fleet.policy.Policies;
import io.serai.gateway.config.PolicyConfig;
import io.serai.gateway.config.SeraiConfig;
import io.serai.steps.dispatch.Dispatcher;
import io.serai.steps.fleet.Lifecycle;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.camel.support.DefaultRegistry;

/**
 * What the steps of a pipeline work with: the fleet, the client that reaches it, and the rules of dispatch.
 *
 * @param engines    speaks to workers
 * @param fleet      the workers
 * @param admission  how many calls at a time
 * @param budget     how many retries
 * @param dispatcher sends a call to a worker
 */
record Dispatching(
        HttpEngineClient engines, Fleet fleet, Admission admission, RetryBudget budget, Dispatcher dispatcher)
        implements AutoCloseable {
    /**
     * Made of {@code initial}; no worker is known before {@link Fleet#start}.
     *
     * @param current what new models take their policy from
     * @throws IOException if a certificate cannot be used
     */
    static Dispatching of(SeraiConfig initial, Supplier<SeraiConfig> current, EventLoops loops) throws IOException {
        var engines = new HttpEngineClient(SettingsMapping.client(initial), System::nanoTime);
        var fleet = new Fleet(
                SettingsMapping.fleet(initial),
                engines,
                loops.next(),
                model -> Policies.create(SettingsMapping.policy(current.get(), model)));
        var admission = new Admission(SettingsMapping.admission(initial), System::nanoTime);
        var budget = new RetryBudget(SettingsMapping.retryBudget(initial), System::nanoTime);
        var dispatcher = new Dispatcher(
                fleet,
                engines,
                admission,
                budget,
                SettingsMapping.dispatch(initial),
                System::nanoTime,
                RandomGenerator.getDefault());
        return new Dispatching(engines, fleet, admission, budget, dispatcher);
    }

    /** The beans that steps look up. */
    DefaultRegistry beans(Lifecycle lifecycle) {
        var beans = new DefaultRegistry();
        beans.bind("fleet", Fleet.class, fleet);
        beans.bind("engines", EngineClient.class, engines);
        beans.bind("dispatcher", Dispatcher.class, dispatcher);
        beans.bind("lifecycle", Lifecycle.class, lifecycle);
        return beans;
    }

    /** Applies a changed configuration. All settings are made first, so that a wrong one changes nothing. */
    void reconfigure(SeraiConfig before, SeraiConfig next) {
        FleetSettings workers = SettingsMapping.fleet(next);
        var limits = SettingsMapping.admission(next);
        var retries = SettingsMapping.retryBudget(next);
        var dispatch = SettingsMapping.dispatch(next);
        if (!next.policy().equals(before.policy()) || !policies(next).equals(policies(before))) {
            // New policies know nothing of what is cached where: only where they must be.
            fleet.policies(model -> Policies.create(SettingsMapping.policy(next, model)));
        }
        fleet.reconfigure(workers);
        admission.reconfigure(limits);
        budget.reconfigure(retries);
        dispatcher.reconfigure(dispatch);
    }

    private static Map<String, Optional<PolicyConfig>> policies(SeraiConfig config) {
        var policies = new HashMap<String, Optional<PolicyConfig>>();
        config.models().forEach((model, its) -> policies.put(model, Optional.ofNullable(its.policy())));
        return policies;
    }

    @Override
    public void close() {
        fleet.close();
        engines.close();
    }
}
