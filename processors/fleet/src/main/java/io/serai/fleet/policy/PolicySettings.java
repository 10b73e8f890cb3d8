package io.serai.fleet.policy;

/**
 * Which policy a model uses, and how each would be set. The settings of policies that are not chosen are checked too,
 * so that a switch never fails.
 */
public record PolicySettings(
        PolicyName name,
        CacheAwareSettings cacheAware,
        PrefixHashSettings prefixHash,
        BucketSettings bucket,
        ManualSettings manual) {
    /** {@code cache-aware} with its defaults. */
    public static final PolicySettings DEFAULTS = of(PolicyName.CACHE_AWARE);

    /** That policy with its defaults. */
    public static PolicySettings of(PolicyName name) {
        return new PolicySettings(
                name,
                CacheAwareSettings.DEFAULTS,
                PrefixHashSettings.DEFAULTS,
                BucketSettings.DEFAULTS,
                ManualSettings.DEFAULTS);
    }

    /** The same settings for another policy. */
    public PolicySettings with(PolicyName other) {
        return new PolicySettings(other, cacheAware, prefixHash, bucket, manual);
    }

    /** The same with other settings of {@code cache-aware}. */
    public PolicySettings with(CacheAwareSettings other) {
        return new PolicySettings(name, other, prefixHash, bucket, manual);
    }

    /** The same with other settings of {@code prefix-hash}. */
    public PolicySettings with(PrefixHashSettings other) {
        return new PolicySettings(name, cacheAware, other, bucket, manual);
    }

    /** The same with other settings of {@code bucket}. */
    public PolicySettings with(BucketSettings other) {
        return new PolicySettings(name, cacheAware, prefixHash, other, manual);
    }

    /** The same with other settings of {@code manual}. */
    public PolicySettings with(ManualSettings other) {
        return new PolicySettings(name, cacheAware, prefixHash, bucket, other);
    }
}
