package io.serai.gateway.telemetry;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How calls are logged.
 *
 * @param format of each line
 * @param file   appended to; null for standard output
 */
public record AccessLogSettings(Format format, @Nullable Path file) {
    /** Shape of a line. */
    public enum Format {
        /** For people: fixed fields, then {@code name=value}. */
        TEXT,
        /** One JSON object. */
        JSON
    }
}
