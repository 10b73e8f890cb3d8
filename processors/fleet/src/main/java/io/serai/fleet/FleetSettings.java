package io.serai.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the fleet is told by configuration.
 *
 * @param workers             workers of the file and the command line; ids and addresses are unique
 * @param aliases             other names of models; an alias wins over a served model of the same name
 * @param health              health checks
 * @param loads               polling of loads
 * @param breaker             circuit breakers
 * @param backPressure        what 429 and 503 do
 * @param discoveryInterval   between two looks at a healthy worker's model list (adapters come and go); 0s for never
 * @param drainTimeout        how long a removed worker may finish its calls
 * @param readyWithoutWorkers whether {@link Fleet#ready} holds with no worker at all
 * @param stateDir            folder that keeps workers registered by API, or null to forget them at exit
 */
public record FleetSettings(
        List<WorkerSpec> workers,
        Map<String, String> aliases,
        HealthSettings health,
        LoadSettings loads,
        BreakerSettings breaker,
        BackPressureSettings backPressure,
        Duration discoveryInterval,
        Duration drainTimeout,
        boolean readyWithoutWorkers,
        @Nullable Path stateDir) {
    /** No worker, no alias, no state folder. */
    public static final FleetSettings DEFAULT = new FleetSettings(
            List.of(),
            Map.of(),
            HealthSettings.DEFAULT,
            LoadSettings.DEFAULT,
            BreakerSettings.DEFAULT,
            BackPressureSettings.DEFAULT,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            false,
            null);

    public FleetSettings {
        workers = List.copyOf(workers);
        aliases = Map.copyOf(aliases);
        Checks.notNegative(discoveryInterval, "fleet.discovery-interval");
        Checks.notNegative(drainTimeout, "fleet.drain-timeout");
        requireUnique(workers);
        requireOneStep(aliases);
    }

    private static void requireUnique(List<WorkerSpec> workers) {
        var ids = new HashMap<String, URI>();
        var urls = new HashMap<URI, String>();
        for (WorkerSpec spec : workers) {
            URI other = ids.put(spec.id(), spec.url());
            Checks.require(
                    other == null,
                    "workers.id",
                    spec.id(),
                    "another id: " + other + " and " + spec.url() + " share it");
            String owner = urls.put(spec.url(), spec.id());
            Checks.require(
                    owner == null,
                    "workers." + spec.id() + ".url",
                    spec.url(),
                    "another address: " + owner + " has it");
        }
    }

    private static void requireOneStep(Map<String, String> aliases) {
        aliases.forEach((alias, model) -> {
            Checks.require(!alias.isBlank(), "aliases", alias, "a name that is not empty");
            Checks.require(!model.isBlank(), "aliases." + alias, model, "the name of a model");
            Checks.require(
                    !aliases.containsKey(model), "aliases." + alias, model, "the name of a model, not another alias");
        });
    }

    /** These settings with other workers. */
    public FleetSettings withWorkers(List<WorkerSpec> changed) {
        return new FleetSettings(
                changed,
                aliases,
                health,
                loads,
                breaker,
                backPressure,
                discoveryInterval,
                drainTimeout,
                readyWithoutWorkers,
                stateDir);
    }

    /** These settings with other aliases. */
    public FleetSettings withAliases(Map<String, String> changed) {
        return new FleetSettings(
                workers,
                changed,
                health,
                loads,
                breaker,
                backPressure,
                discoveryInterval,
                drainTimeout,
                readyWithoutWorkers,
                stateDir);
    }

    /** These settings with other health checks and load polls. */
    public FleetSettings withProbes(HealthSettings changedHealth, LoadSettings changedLoads) {
        return new FleetSettings(
                workers,
                aliases,
                changedHealth,
                changedLoads,
                breaker,
                backPressure,
                discoveryInterval,
                drainTimeout,
                readyWithoutWorkers,
                stateDir);
    }

    /** These settings with another state folder, or none. */
    public FleetSettings withStateDir(@Nullable Path changed) {
        return new FleetSettings(
                workers,
                aliases,
                health,
                loads,
                breaker,
                backPressure,
                discoveryInterval,
                drainTimeout,
                readyWithoutWorkers,
                changed);
    }
}
