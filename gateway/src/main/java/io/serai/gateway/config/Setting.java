package io.serai.gateway.config;

/**
 * One setting in effect.
 *
 * @param key    its path
 * @param value  typed; a secret prints as {@code ***}, and is equal to itself alone
 * @param live   whether it can change while the gateway runs
 * @param origin {@code default}, a place in the file or a flag
 */
public record Setting(String key, Object value, boolean live, String origin) {
    /** Whether somebody set it. */
    public boolean explicit() {
        return !origin.equals(Place.DEFAULT.source());
    }

    @Override
    public String toString() {
        return key + ": " + Quantities.show(value) + "  # " + origin;
    }
}
