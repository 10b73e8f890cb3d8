package io.serai.fleet;

/** Who asked for a worker. */
public enum WorkerOrigin {
    /** The configuration file or the command line: follows them on reload, is not written to the state folder. */
    CONFIG,
    /** The admin API: survives reloads and, with a state folder, restarts. */
    API
}
