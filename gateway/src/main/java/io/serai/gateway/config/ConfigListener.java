package io.serai.gateway.config;

/** A part of the gateway that takes over a changed configuration. */
@FunctionalInterface
public interface ConfigListener {
    /**
     * The configuration changed. If a later listener refuses the change, this one is called again with the two
     * swapped, so a change must be something that can be undone; the second call must not refuse.
     *
     * @throws ConfigException to refuse the change: then none of it comes into effect
     */
    void changed(SeraiConfig before, SeraiConfig after) throws ConfigException;
}
