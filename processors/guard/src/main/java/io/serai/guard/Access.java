package io.serai.guard;

/** What a path asks of its caller. */
public enum Access {
    /** Nothing: liveness, readiness, health. */
    OPEN,
    /** A client's key, where any is configured: everything that does a model's work. */
    CLIENT,
    /** The admin key, or a caller on this host where none is configured: all that changes or reveals the fleet. */
    ADMIN
}
