package io.serai.gateway.config;

/** The text of {@code --help}, made of the declarations. */
final class HelpText {
    private static final String HEAD = """
            usage: serai [up] [flags]      serve
                   serai check [flags]     say what is wrong with the configuration and the routes
                   serai version
                   serai render|tokenize|parse   prompts, tokens and tool calls by hand; each has a --help
                   serai classify|pii            intent, complexity and personal data of a text; each has a --help

            Flags override serai.yaml; docs/configuration.md has every key of it. ${NAME} in a value is read from the
            environment. A flag's value may also be attached: --port=30000.

              --config FILE
                  Configuration to use in place of the serai.yaml of the distribution.
            """;

    private HelpText() {}

    static String of(FlagTable table) {
        var text = new StringBuilder(HEAD);
        String section = "";
        for (FlagTable.Bound bound : table.all()) {
            String now = bound.path().getFirst();
            if (!now.equals(section)) {
                text.append('\n').append(now).append('\n');
                section = now;
            }
            text.append("  ").append(bound.flag().usage()).append('\n');
            text.append("      ").append(explain(bound)).append('\n');
        }
        text.append("\nFlags of the SGLang router that have no effect here, with a warning\n  ");
        text.append(String.join("\n  ", names(true)));
        return text.append('\n').toString();
    }

    private static String explain(FlagTable.Bound bound) {
        String key = String.join(".", bound.path());
        Option<?> option = bound.option();
        if (bound.flag().form() == Flag.Form.SWITCH) {
            return "Sets " + key + " to " + bound.flag().text() + ".";
        }
        String fallback = option.shown().isEmpty() || option.shown().equals("[]") ? "" : ", default " + option.shown();
        return plain(option.summary()) + " (" + key + fallback + ")";
    }

    private static String plain(String doc) {
        return doc.replace("`", "");
    }

    private static Iterable<String> names(boolean ignored) {
        return RouterFlags.all().stream()
                .filter(flag -> flag.ignored() == ignored)
                .map(RouterFlags.Known::name)
                .toList();
    }
}
