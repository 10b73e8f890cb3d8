package io.serai.bench;

import io.serai.bench.load.LoadClient;

/**
 * What all scenarios of a run share.
 *
 * @param options the command line
 * @param layout  folders
 * @param client  the load generator
 * @param rungs   who can be asked, in the order of the ladder
 */
record Session(Options options, Layout layout, LoadClient client, Rungs rungs) {
    /** Says what is going on, apart from the report. */
    void log(String message) {
        System.err.println("bench: " + message);
    }
}
