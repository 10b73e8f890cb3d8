package io.serai.gateway.config;

import java.util.List;

/** What the command line asks for. */
public sealed interface Command {
    /**
     * Serve.
     *
     * @param source   to read again when the file changes
     * @param loaded   what to begin with
     * @param warnings about flags that do nothing here, one sentence each
     */
    record Up(ConfigSource source, Loaded loaded, List<String> warnings) implements Command {}

    /**
     * Say whether the configuration is valid; it is, or this would be a {@link Failure}. The routes are still to be
     * checked.
     */
    record Check(ConfigSource source, Loaded loaded, List<String> warnings) implements Command {}

    /** Serve a few requests to record what a start needs, then end. */
    record AotTrain(ConfigSource source, Loaded loaded) implements Command {}

    /** Print {@code text} on the standard output and end with 0. */
    record Help(String text) implements Command {}

    /** Print the version and end with 0. */
    record Version() implements Command {}

    /** Print the problems on the standard error, one a line, and end with {@code exitCode}. */
    record Failure(List<Problem> problems, int exitCode) implements Command {}
}
