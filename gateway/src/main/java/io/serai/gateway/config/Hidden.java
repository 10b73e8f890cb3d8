package io.serai.gateway.config;

/**
 * A secret setting: equal where the secret is, so that a change is noticed; prints as {@code ***}.
 *
 * @param value not to be shown
 */
record Hidden(Object value) {
    @Override
    public String toString() {
        return "***";
    }
}
