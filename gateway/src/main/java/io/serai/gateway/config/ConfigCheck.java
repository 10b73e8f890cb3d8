package io.serai.gateway.config;

/** Something that a configuration must stand beside its own rules. */
@FunctionalInterface
public interface ConfigCheck {
    /**
     * Looks at {@code next}; changes nothing.
     *
     * @throws ConfigException to refuse it
     */
    void check(Loaded next) throws ConfigException;
}
