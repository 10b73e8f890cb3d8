package io.serai.bench;

/**
 * A rung as one scenario uses it.
 *
 * @param label   name in the report; differs from the rung's where it takes part more than once
 * @param rung    what to start
 * @param setting what it works with
 * @param slow    true when it needs the whole warm-up: a JVM, or a fleet that takes its time to register
 */
record Candidate(String label, Rung rung, Rung.Setting setting, boolean slow) {
    Candidate(String label, Rung rung, Rung.Setting setting) {
        this(label, rung, setting, rung.jvm());
    }

    /** The rung of whom others add latency. */
    boolean isBase() {
        return rung instanceof DirectRung;
    }
}
