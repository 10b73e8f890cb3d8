package io.serai.tokens.registry;

/**
 * How much may be fetched of one model.
 *
 * @param fileBytes  size of a file
 * @param totalBytes size of all files
 */
record HubLimits(long fileBytes, long totalBytes) {
    /** Well above the largest vocabularies. */
    static final HubLimits DEFAULTS = new HubLimits(256L << 20, 512L << 20);
}
