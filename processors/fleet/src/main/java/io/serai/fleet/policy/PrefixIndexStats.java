package io.serai.fleet.policy;

/**
 * Size of an index of prefixes.
 *
 * @param bytes       memory in use
 * @param budgetBytes memory it may use
 * @param holdings    pairs of a prompt block and a worker that is believed to hold it
 * @param evictions   pairs forgotten so far to stay within a budget, of memory or of a worker's cache
 */
public record PrefixIndexStats(long bytes, long budgetBytes, long holdings, long evictions) {}
