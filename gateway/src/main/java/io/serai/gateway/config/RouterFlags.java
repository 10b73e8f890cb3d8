package io.serai.gateway.config;

import java.util.List;
import java.util.Optional;

/** Flags of the SGLang router that have no option here, and what its users should know of each. */
final class RouterFlags {
    /** How many values a flag takes. */
    enum Arity {
        NONE,
        ONE,
        MANY
    }

    /**
     * A flag of the SGLang router.
     *
     * @param arity   how many values it takes
     * @param ignored whether it is accepted with a warning; otherwise it is refused, because the gateway would not do
     *                what was asked for
     * @param instead what replaces it
     */
    record Known(String name, Arity arity, boolean ignored, String instead) {}

    private static final String COSTS =
            "cache-aware weighs the estimated time at every worker; see policy.prefill-tokens-per-second";
    private static final String CACHED = "texts whose tokens are kept have a budget in bytes; see tokens.cache";
    private static final String NO_PD = "prefill-decode disaggregation is not supported";
    private static final String NO_DISCOVERY =
            "discovery in Kubernetes is not supported; list workers, or register them with POST /workers";
    private static final String NO_ROLES = "not supported; set --admin-key";
    private static final String NO_HISTORY = "conversations are not stored here";

    private static final List<Known> ALL = List.of(
            ignored("--cache-threshold", Arity.ONE, COSTS),
            ignored("--balance-abs-threshold", Arity.ONE, COSTS),
            ignored("--balance-rel-threshold", Arity.ONE, COSTS),
            ignored("--eviction-interval-secs", Arity.ONE, "the index evicts as it fills; see policy.index-bytes"),
            ignored("--max-tree-size", Arity.ONE, "the index has a budget in bytes; see policy.index-bytes"),
            ignored(
                    "--bucket-adjust-interval-secs",
                    Arity.ONE,
                    "bounds follow the calls; see policy.bucket-adapt-every"),
            ignored("--tokenizer-cache-enable-l0", Arity.NONE, CACHED),
            ignored("--tokenizer-cache-l0-max-entries", Arity.ONE, CACHED),
            ignored("--tokenizer-cache-enable-l1", Arity.NONE, CACHED),
            ignored("--enable-igw", Arity.NONE, "many models are always served"),
            ignored("--backend", Arity.ONE, "workers are asked what they are; see workers[].engine"),
            ignored("--worker-startup-timeout-secs", Arity.ONE, "a worker is asked again until it answers"),
            ignored("--worker-startup-check-interval", Arity.ONE, "a worker is asked again until it answers"),
            ignored("--retry-backoff-multiplier", Arity.ONE, "the pause doubles; see retry.max-backoff"),
            ignored("--retry-jitter-factor", Arity.ONE, "jitter is built in"),
            ignored("--prometheus-duration-buckets", Arity.MANY, "buckets are built in"),
            ignored("--log-dir", Arity.ONE, "logs go to the standard output; see access-log.file"),
            ignored("--history-backend", Arity.ONE, NO_HISTORY),
            refused("--disable-health-check", Arity.NONE, "a worker is always checked; see health.path"),
            refused("--dp-aware", Arity.NONE, "data-parallel ranks are not addressed singly yet"),
            refused("--mini-lb", Arity.NONE, NO_PD),
            refused("--pd-disaggregation", Arity.NONE, NO_PD),
            refused("--prefill", Arity.MANY, NO_PD),
            refused("--decode", Arity.MANY, NO_PD),
            refused("--prefill-policy", Arity.ONE, NO_PD),
            refused("--decode-policy", Arity.ONE, NO_PD),
            refused("--service-discovery", Arity.NONE, NO_DISCOVERY),
            refused("--service-discovery-port", Arity.ONE, NO_DISCOVERY),
            refused("--service-discovery-namespace", Arity.ONE, NO_DISCOVERY),
            refused("--selector", Arity.MANY, NO_DISCOVERY),
            refused("--prefill-selector", Arity.MANY, NO_DISCOVERY),
            refused("--decode-selector", Arity.MANY, NO_DISCOVERY),
            refused("--control-plane-api-keys", Arity.MANY, NO_ROLES),
            refused("--control-plane-audit-enabled", Arity.NONE, NO_ROLES),
            refused("--jwt-issuer", Arity.ONE, NO_ROLES),
            refused("--jwt-audience", Arity.ONE, NO_ROLES),
            refused("--jwt-jwks-uri", Arity.ONE, NO_ROLES),
            refused("--jwt-role-mapping", Arity.MANY, NO_ROLES),
            refused("--mcp-config-path", Arity.ONE, "MCP tools are not supported yet"),
            refused("--enable-trace", Arity.NONE, "traces are not exported yet; see GET /requests/{id}"),
            refused("--otlp-traces-endpoint", Arity.ONE, "traces are not exported yet; see GET /requests/{id}"));

    private RouterFlags() {}

    private static Known ignored(String name, Arity arity, String instead) {
        return new Known(name, arity, true, instead);
    }

    private static Known refused(String name, Arity arity, String instead) {
        return new Known(name, arity, false, instead);
    }

    static List<Known> all() {
        return ALL;
    }

    static Optional<Known> find(String name) {
        return ALL.stream().filter(flag -> flag.name().equals(name)).findFirst();
    }
}
