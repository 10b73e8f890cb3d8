package io.serai.fleet.policy;

/**
 * Settings of {@code bucket}.
 *
 * @param adaptEvery calls after which the boundaries follow the lengths seen
 * @param loadFactor a bucket's workers are left for the least busy of all while they have more than this times
 *                   their share of the tokens to read
 */
public record BucketSettings(int adaptEvery, double loadFactor) {
    /** Every 64 calls; 1.5 times the mean. */
    public static final BucketSettings DEFAULTS = new BucketSettings(64, 1.5);

    /** @throws IllegalArgumentException with the key and what to set */
    public BucketSettings {
        Checks.atLeast("bucket.adapt-every", adaptEvery, 1, " call");
        Checks.inRange("bucket.load-factor", loadFactor, 1, 1_000);
    }
}
