package io.serai.gateway.config;

import java.util.List;

/**
 * A configuration that was read without a problem.
 *
 * @param config   what is in effect
 * @param settings every value of it with its origin, secrets hidden
 * @param content  the file as it was read, to notice a change; empty without a file. May hold secrets
 */
public record Loaded(SeraiConfig config, List<Setting> settings, String content) {
    /** Only where it comes from: the content may hold secrets. */
    @Override
    public String toString() {
        return "Loaded[" + settings.size() + " settings]";
    }

    /** The settings that somebody set, one a line, as {@code serai check} shows them. */
    public String explained() {
        var text = new StringBuilder();
        settings.stream()
                .filter(Setting::explicit)
                .forEach(setting -> text.append(setting).append('\n'));
        return text.toString();
    }
}
