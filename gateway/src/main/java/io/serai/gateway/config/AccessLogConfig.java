package io.serai.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line for each request.
 *
 * @param format how it looks
 * @param file   where it goes, or null for the standard output
 */
public record AccessLogConfig(Format format, @Nullable Path file) {
    /** How a line looks. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON object. */
        JSON,
        /** No access log. */
        OFF
    }

    static final Option<Format> FORMAT = Option.of(
                    "format", Types.choice(List.of(Format.values()), Map.of()), "How a line looks. `off` writes none.")
            .or("text")
            .fixed()
            .flags(Flag.of("--access-log", "text|json|off"));
    static final Option<Optional<Path>> FILE = Option.of(
                    "file",
                    Types.pathOr("-", "a file, or - for the standard output"),
                    "Where the lines go. `-` is the standard output.")
            .or("-")
            .fixed();

    static final Section<AccessLogConfig> SECTION = Section.of(
            "One line for each request.",
            v -> new AccessLogConfig(v.get(FORMAT), v.get(FILE).orElse(null)),
            FORMAT,
            FILE);
}
