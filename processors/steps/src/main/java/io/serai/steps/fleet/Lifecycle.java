package io.serai.steps.fleet;

/** Whether the gateway takes new work; a bean of the gateway. */
@FunctionalInterface
public interface Lifecycle {
    /** False from the moment a shutdown begins. */
    boolean accepting();
}
