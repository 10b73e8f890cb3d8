package io.serai.tokens.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of a repository's files tell how a model reads and writes; its weights are not for us. */
final class HubFiles {
    private static final Set<String> SETTINGS = Set.of(
            "config.json",
            "generation_config.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "chat_template.jinja",
            "chat_template.json");
    private static final String VOCABULARY = "tokenizer.json";
    private static final Set<String> OTHER_VOCABULARIES = Set.of("tekken.json", "tokenizer.model");
    private static final Pattern MORE_TEMPLATES =
            Pattern.compile("additional_chat_templates/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\\.jinja");
    private static final Pattern TIKTOKEN =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\\.tiktoken|tiktoken\\.model");

    private HubFiles() {}

    /** Those of {@code names} that are to be fetched. A name that is not expected, and so any that climbs, is none. */
    static List<String> needed(List<String> names) {
        boolean complete = names.contains(VOCABULARY);
        var needed = new ArrayList<String>();
        for (String name : names) {
            if (SETTINGS.contains(name) || MORE_TEMPLATES.matcher(name).matches() || name.equals(VOCABULARY)) {
                needed.add(name);
            } else if (!complete && vocabulary(name)) {
                needed.add(name);
            }
        }
        return needed;
    }

    /** Whether {@code name} is a file that holds a vocabulary. */
    static boolean vocabulary(String name) {
        return name.equals(VOCABULARY)
                || OTHER_VOCABULARIES.contains(name)
                || TIKTOKEN.matcher(name).matches();
    }
}
