package io.serai.core;

/** Who waits for classifiers. */
public enum Urgency {
    /** A request on its way to a worker, or its answer on the way back: they come first. */
    REQUEST,
    /** Whoever asked for nothing but the answer, maybe of many texts: what requests leave, and a small share always. */
    BULK
}
