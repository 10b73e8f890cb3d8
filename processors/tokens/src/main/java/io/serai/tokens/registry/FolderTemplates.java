package io.serai.tokens.registry;

import io.serai.tokens.prompt.TemplatePrompts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chat templates of a folder.
 *
 * @param source where they come from; {@code none} where there are none
 * @param named  text by name; the first is the default one
 */
record FolderTemplates(String source, Map<String, String> named) {
    private static final String FILE = "chat_template.jinja";
    private static final String JSON = "chat_template.json";
    private static final String CONFIG = "tokenizer_config.json";
    private static final String MORE = "additional_chat_templates";
    private static final String ENDING = ".jinja";
    private static final String KEY = "chat_template";

    /**
     * Finds them: an operator's own first, then the file that newer models have, then those of older ones.
     *
     * @param config what {@code tokenizer_config.json} holds
     */
    static FolderTemplates find(
            FolderFiles files, Map<String, ? extends @Nullable Object> config, @Nullable String override)
            throws IOException {
        if (override != null) {
            return new FolderTemplates("override", Map.of(TemplatePrompts.DEFAULT, override));
        }
        String plain = files.text(FILE);
        if (plain != null) {
            var named = new LinkedHashMap<String, String>();
            named.put(TemplatePrompts.DEFAULT, plain);
            for (String name : files.names(MORE, ENDING)) {
                String more = files.text(MORE + "/" + name);
                if (more != null) {
                    named.put(name.substring(0, name.length() - ENDING.length()), more);
                }
            }
            return new FolderTemplates(FILE, named);
        }
        Map<String, String> named = named(files.json(JSON).get(KEY));
        if (!named.isEmpty()) {
            return new FolderTemplates(JSON, named);
        }
        named = named(config.get(KEY));
        return named.isEmpty() ? new FolderTemplates("none", named) : new FolderTemplates(CONFIG, named);
    }

    boolean none() {
        return named.isEmpty();
    }

    /** Text of the default template; empty where there is none. */
    String text() {
        return none()
                ? ""
                : named.getOrDefault(
                        TemplatePrompts.DEFAULT, named.values().iterator().next());
    }

    private static Map<String, String> named(@Nullable Object templates) {
        var named = new LinkedHashMap<String, String>();
        if (templates instanceof String text) {
            named.put(TemplatePrompts.DEFAULT, text);
        } else if (templates instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map
                        && map.get("name") instanceof String name
                        && map.get("template") instanceof String text) {
                    named.put(name, text);
                }
            }
        } else if (templates instanceof Map<?, ?> map) {
            map.forEach((name, text) -> {
                if (text instanceof String template) {
                    named.put(String.valueOf(name), template);
                }
            });
        }
        return named;
    }
}
