package io.serai.steps;

import io.serai.core.Timeouts;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.RetryPolicy;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.fleet.policy.PolicyName;
import io.serai.steps.dispatch.DispatchSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** How a {@link DispatchRig} is set; quick back-offs, in turn over the workers, no limits. */
public record RigSettings(
        FleetSettings fleet,
        AdmissionSettings admission,
        RetryPolicy retry,
        RetryBudget.Settings budget,
        Timeouts timeouts,
        boolean forwardClientKey,
        PolicyName policy,
        LongSupplier fleetNanos) {
    /** The defaults. */
    public static final RigSettings DEFAULT = new RigSettings(
            FleetSettings.DEFAULT,
            AdmissionSettings.DEFAULT,
            new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(100), 0.5, Duration.ofSeconds(2)),
            RetryBudget.Settings.DEFAULT,
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30)),
            false,
            PolicyName.ROUND_ROBIN,
            System::nanoTime);

    public RigSettings with(AdmissionSettings changed) {
        return new RigSettings(fleet, changed, retry, budget, timeouts, forwardClientKey, policy, fleetNanos);
    }

    public RigSettings with(RetryPolicy changed) {
        return new RigSettings(fleet, admission, changed, budget, timeouts, forwardClientKey, policy, fleetNanos);
    }

    public RigSettings with(RetryBudget.Settings changed) {
        return new RigSettings(fleet, admission, retry, changed, timeouts, forwardClientKey, policy, fleetNanos);
    }

    public RigSettings with(Timeouts changed) {
        return new RigSettings(fleet, admission, retry, budget, changed, forwardClientKey, policy, fleetNanos);
    }

    public RigSettings with(PolicyName changed) {
        return new RigSettings(fleet, admission, retry, budget, timeouts, forwardClientKey, changed, fleetNanos);
    }

    public RigSettings with(FleetSettings changed) {
        return new RigSettings(changed, admission, retry, budget, timeouts, forwardClientKey, policy, fleetNanos);
    }

    public RigSettings forwardingClientKeys() {
        return new RigSettings(fleet, admission, retry, budget, timeouts, true, policy, fleetNanos);
    }

    /** Breakers and pauses follow {@code clock}; time limits of exchanges do not. */
    public RigSettings onClock(LongSupplier clock) {
        return new RigSettings(fleet, admission, retry, budget, timeouts, forwardClientKey, policy, clock);
    }

    public RigSettings withAliases(Map<String, String> aliases) {
        return with(fleet.withAliases(aliases));
    }

    DispatchSettings dispatch() {
        return new DispatchSettings(timeouts, retry, forwardClientKey);
    }
}
