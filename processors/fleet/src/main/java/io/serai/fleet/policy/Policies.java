package io.serai.fleet.policy;

import io.serai.core.Policy;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Makes policies. One instance serves one model: what it learns of prompts must not mix. */
public final class Policies {
    private static final RandomGenerator EACH_THREADS_OWN =
            () -> ThreadLocalRandom.current().nextLong();

    private Policies() {}

    /** A new policy with nothing learnt. */
    public static Policy create(PolicySettings settings) {
        return create(settings, EACH_THREADS_OWN, System::nanoTime);
    }

    /**
     * A new policy, repeatable.
     *
     * @param random where all chance comes from; must be safe for the threads that call the policy
     * @param nanos  a clock as {@link System#nanoTime()}
     */
    public static Policy create(PolicySettings settings, RandomGenerator random, LongSupplier nanos) {
        PrefixHashSettings prefix = settings.prefixHash();
        return switch (settings.name()) {
            case CACHE_AWARE -> new CacheAwarePolicy(settings.cacheAware(), random);
            case LEAST_LOAD -> new LeastLoadPolicy(random);
            case POWER_OF_TWO -> new PowerOfTwoPolicy(random);
            case ROUND_ROBIN -> new RoundRobinPolicy();
            case RANDOM -> new RandomPolicy(random);
            case PREFIX_HASH -> new PrefixHashPolicy(prefix, random);
            case CONSISTENT_HASH -> new ConsistentHashPolicy(prefix.prefixTokens());
            case BUCKET -> new BucketPolicy(settings.bucket(), random);
            case MANUAL -> new ManualPolicy(settings.manual(), random, nanos);
        };
    }

    /** Size of what a policy has learnt of prompts, for metrics; empty where it learns nothing of them. */
    public static Optional<PrefixIndexStats> indexStats(Policy policy) {
        return policy instanceof CacheAwarePolicy aware ? Optional.of(aware.indexStats()) : Optional.empty();
    }
}
