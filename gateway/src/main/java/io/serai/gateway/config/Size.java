package io.serai.gateway.config;

/**
 * An amount of memory or data.
 *
 * @param bytes not negative
 */
public record Size(long bytes) {
    /** As users write it, in the largest unit that needs no fraction. */
    @Override
    public String toString() {
        if (bytes == 0) {
            return "0";
        }
        int unit = Math.min(3, Long.numberOfTrailingZeros(bytes) / 10);
        return (bytes >> (10 * unit)) + new String[] {"B", "KiB", "MiB", "GiB"}[unit];
    }
}
