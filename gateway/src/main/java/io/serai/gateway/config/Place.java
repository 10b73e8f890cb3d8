package io.serai.gateway.config;

import java.nio.file.Path;

/**
 * Where a value was written.
 *
 * @param source file as the user named it, or a flag
 * @param line   1 for the first line; 0 where lines have no meaning
 * @param column 1 for the first character
 * @param folder what relative paths written here are relative to
 */
record Place(String source, int line, int column, Path folder) {
    /** A value that nobody wrote. */
    static final Place DEFAULT = new Place("default", 0, 0, Path.of(""));

    /** The place of a flag on the command line. */
    static Place flag(String name) {
        return new Place(name, 0, 0, Path.of(""));
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
