package io.serai.gateway.config;

/** The ways to pick a worker. */
public enum PolicyName {
    /** Least estimated time to the first token, cached prefixes counted. */
    CACHE_AWARE,
    /** Least load. */
    LEAST_LOAD,
    /** The less loaded of two picked at random. */
    POWER_OF_TWO,
    /** In turn. */
    ROUND_ROBIN,
    /** At random. */
    RANDOM,
    /** By the beginning of the prompt, away from overloaded workers. */
    PREFIX_HASH,
    /** By the routing key, on a hash ring. */
    CONSISTENT_HASH,
    /** By the length of the prompt. */
    BUCKET,
    /** By the routing key, which stays where it first went. */
    MANUAL
}
