package io.serai.gateway.config;

/**
 * The {@code serai.yaml} of the distribution: every key, commented out, with its default. In prose
 * {@code #} is followed by one blank; in a line that is commented out by none or by its indentation, so that a program
 * can tell them apart.
 */
final class ShippedFile {
    private static final String HEAD = """
            # Configuration of the Serai gateway. Every key is here, with its default; take the # away to set one.
            # Durations: 500ms, 10s, 1m30s. Sizes: 64KiB, 256MiB. ${NAME} and ${NAME:-default} are read from the
            # environment. Edits go live at once where "restart" is not said; an invalid file changes nothing.
            # `serai check` says what is wrong. The whole reference: docs/configuration.md.
            """;

    private static final int WIDTH = 118;

    private final StringBuilder text = new StringBuilder(HEAD);

    private ShippedFile() {}

    static String write() {
        var file = new ShippedFile();
        for (Option<?> option : SeraiConfig.SECTION.options()) {
            file.text.append('\n');
            file.option(option, "", "");
        }
        return file.text.toString();
    }

    /** A key of a section that may stand, or of one that is commented out, with {@code #} in front of each line. */
    private void option(Option<?> option, String indent, String mark) {
        comment(option, indent);
        if (option.type() instanceof Section<?> section && section.shorthand().isEmpty()) {
            // A section without a default must not be there at all, or its required keys would be missed.
            String inner = option.fallback() == null ? "#" : mark;
            text.append(indent).append(inner).append(option.key()).append(":\n");
            section.options().forEach(child -> option(child, indent + "  ", inner));
        } else {
            line(indent, option.key(), value(option));
        }
    }

    private void line(String indent, String key, String value) {
        String separator = value.startsWith("\n") ? ":" : ": ";
        String[] lines = (key + separator + value).split("\n", -1);
        for (String line : lines) {
            text.append(indent).append('#').append(line).append('\n');
        }
    }

    private void comment(Option<?> option, String indent) {
        String restart = option.live() || option.type() instanceof Section<?> ? "" : " (restart)";
        var line = new StringBuilder(indent).append('#');
        for (String word : (option.doc() + restart).split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(indent).append('#');
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private static String value(Option<?> option) {
        Type<?> type = option.type();
        if (type instanceof ListOf<?>(Section<?> item, String _)
                && option.example().isEmpty()) {
            return "\n" + entry(item, "  - ", "    ");
        }
        if (type instanceof MapOf<?>(Section<?> item, String _)
                && option.example().isEmpty()) {
            return "\n  llama-3.1-8b:\n" + entry(item, "    ", "    ");
        }
        String shown = option.example().isEmpty() ? option.shown() : option.example();
        return shown.equals("-") ? "\"-\"" : shown;
    }

    /** An example of a section with all its keys. */
    private static String entry(Section<?> section, String first, String rest) {
        var lines = new StringBuilder();
        for (Option<?> option : section.options()) {
            String value = option.type() instanceof Section<?> ? "{name: round-robin}" : value(option);
            lines.append(lines.isEmpty() ? first : "\n" + rest)
                    .append(option.key())
                    .append(": ")
                    .append(value);
        }
        return lines.toString();
    }
}
