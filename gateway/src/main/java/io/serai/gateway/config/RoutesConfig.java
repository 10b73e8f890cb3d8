package io.serai.gateway.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The pipelines.
 *
 * @param dir  folder of {@code *.camel.yaml} files
 * @param poll how often it is looked at
 */
public record RoutesConfig(Path dir, Duration poll) {
    static final Option<Path> DIR = Option.of(
                    "dir",
                    Types.anyPath("the folder of the *.camel.yaml files"),
                    "Folder of the `*.camel.yaml` files. By default that of the distribution.")
            .or("${SERAI_ROUTES}")
            .fixed()
            .flags(Flag.of("--routes", "FOLDER"));
    static final Option<Duration> POLL = Option.of(
                    "poll",
                    Types.duration(Duration.ofMillis(10)),
                    "How often the folder is looked at for edits, which go live at once.")
            .or("1s")
            .fixed();

    static final Section<RoutesConfig> SECTION =
            Section.of("The pipelines.", v -> new RoutesConfig(v.get(DIR), v.get(POLL)), DIR, POLL);
}
