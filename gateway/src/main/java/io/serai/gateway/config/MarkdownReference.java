package io.serai.gateway.config;

import java.util.stream.Collectors;

/** {@code docs/configuration.md}. */
final class MarkdownReference {
    private static final String HEAD = """
            # Configuration

            <!-- Generated from the declarations in io.serai.gateway.config; do not edit. -->

            One file, `serai.yaml`, and the flags of the command line, which override it. `serai check` says what is wrong
            with both, without starting anything; [`serai.schema.json`](serai.schema.json) lets editors complete and check
            the file. `--config FILE` names the file; otherwise the `serai.yaml` of the distribution is read.

            The file is strict. An unknown key, a key that stands twice, a wrong type, a value out of range, or two values
            that contradict each other are errors; all of them are reported at once, each as
            `file:line:column: key: what was seen; what to set`. Nothing of an invalid file is used.

            | value | written as |
            |---|---|
            | duration | numbers with units `ms`, `s`, `m`, `h`, `d`: `500ms`, `10s`, `1m30s`; `0` or `0s` |
            | size | a number of bytes, or with a unit: `64KiB`, `256MiB`, `1GiB` (`KB`, `MB`, `GB`: powers of 1000) |
            | path | relative to the folder of the file, or for a flag to the working folder; `~/` is the home folder |
            | `${NAME}` | the environment variable; it is an error if there is none. `${NAME:-default}` gives a default, also where the variable is empty. `$${` stands for `${` itself. Put it in quotes inside `[...]` and `{...}`. `${SERAI_HOME}` is the folder of the distribution, `${SERAI_ROUTES}` that of the route files, `${SERAI_MODELS}` that of the classifiers that ship with it |
            | nothing, `null`, `~` | the key counts as absent |

            Secrets appear nowhere: not in logs, messages, the admin API or the output of `serai check`. On the command
            line every user of the machine can read them; pass a reference, `--api-key '${SERAI_KEY}'`, or use the file.

            ## Live reload

            The file is looked at every second. A change is checked as a whole and comes into effect as a whole; if it is
            invalid, or changes a key that needs a restart, the configuration before stays in effect, and the reason is
            logged, counted, and shown by the admin API. Flags keep overriding the file. Environment variables are those
            of the start.
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private MarkdownReference() {}

    static String write() {
        var reference = new MarkdownReference();
        for (Option<?> option : SeraiConfig.SECTION.options()) {
            if (!alone(option)) {
                reference.chapter(option.key(), option, "##");
            }
        }
        reference.text.append("\n## Settings that stand alone\n\n");
        reference.table(SeraiConfig.SECTION.options().stream()
                .filter(MarkdownReference::alone)
                .toList());
        reference.flags();
        return reference.text.toString();
    }

    /** Whether it has no chapter of its own. */
    private static boolean alone(Option<?> option) {
        return option.type().leaf();
    }

    private void chapter(String key, Option<?> option, String level) {
        text.append('\n').append(level).append(" `").append(key).append("`\n\n").append(option.doc());
        String flags = flagsOf(option);
        text.append(flags.isEmpty() ? "" : " Flag: " + flags + ".").append("\n\n");
        Section<?> section = sectionOf(option.type());
        table(section.options());
        String prefix =
                key + (option.type() instanceof ListOf<?> ? "[]" : option.type() instanceof MapOf<?> ? ".*" : "");
        for (Option<?> child : section.options()) {
            if (!child.type().leaf() && !described(child)) {
                chapter(prefix + "." + child.key(), child, "###");
            }
        }
    }

    /** Whether its keys are those of a chapter of their own. */
    private static boolean described(Option<?> child) {
        return SeraiConfig.SECTION.options().stream()
                .anyMatch(option -> option.type().equals(child.type()));
    }

    private static Section<?> sectionOf(Type<?> type) {
        return switch (type) {
            case Section<?> section -> section;
            case ListOf<?>(Section<?> section, String _) -> section;
            case MapOf<?>(Section<?> section, String _) -> section;
            default -> throw new IllegalStateException("no section: " + type.title());
        };
    }

    private void table(Iterable<? extends Option<?>> options) {
        text.append("| key | type | default | live | meaning |\n|---|---|---|---|---|\n");
        for (Option<?> option : options) {
            String flags = flagsOf(option);
            boolean group = option.type() instanceof Section<?>;
            text.append("| `").append(option.key()).append("` | ");
            text.append(option.type().title()).append(" | ");
            text.append(fallback(option)).append(" | ");
            text.append(group ? "" : option.live() ? "yes" : "restart").append(" | ");
            text.append(option.doc().replace("|", "\\|"));
            text.append(flags.isEmpty() || group ? "" : " Flag: " + flags + ".").append(" |\n");
        }
    }

    private static String fallback(Option<?> option) {
        if (option.required()) {
            return "required";
        }
        return option.shown().isEmpty() ? "" : "`" + option.shown() + "`";
    }

    private static String flagsOf(Option<?> option) {
        return option.flags().stream().map(flag -> "`" + flag.name() + "`").collect(Collectors.joining(", "));
    }

    private void flags() {
        text.append("""

                ## Flags

                The flags that users of the SGLang router know are accepted and mean the same, except where a note says
                otherwise; where a flag is not given, the defaults are those above, not the router's. A flag that takes
                several values takes all words up to the next flag, and may be repeated.

                | flag | sets | note |
                |---|---|---|
                | `--config FILE` | | the file to read |
                """);
        for (FlagTable.Bound bound : new FlagTable().all()) {
            text.append("| `").append(bound.flag().usage().replace("|", "\\|")).append("` | `");
            text.append(String.join(".", bound.path())).append("` | ");
            text.append(note(bound.flag())).append(" |\n");
        }
        routerFlags("Accepted with a warning, and without effect:", true);
        routerFlags("Refused, because the gateway would not do what was asked for:", false);
    }

    private static String note(Flag flag) {
        String form = switch (flag.form()) {
            case SWITCH -> "sets `" + flag.text() + "`";
            case RETRIES -> "attempts are retries + 1";
            case LIMIT -> "`-1` is no limit";
            case ITEM -> "replaces the list of the file; may be repeated";
            case LIST -> "replaces the list of the file";
            default -> "";
        };
        return flag.remark().isEmpty() || form.isEmpty() ? form + flag.remark() : form + "; " + flag.remark();
    }

    private void routerFlags(String head, boolean ignored) {
        text.append('\n').append(head).append("\n\n| flag of the SGLang router | instead |\n|---|---|\n");
        RouterFlags.all().stream()
                .filter(flag -> flag.ignored() == ignored)
                .forEach(flag -> text.append("| `" + flag.name() + "` | " + flag.instead() + " |\n"));
    }
}
