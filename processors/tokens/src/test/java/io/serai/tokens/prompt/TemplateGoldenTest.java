package io.serai.tokens.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.core.ChatPrompt;
import io.serai.core.PromptException;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way through the normalisation changes nothing where nothing is to be changed: the golden chats give the golden
 * prompts. Chats with null or parts are left out, for there the engines differ from the bare template.
 */
class TemplateGoldenTest {
    private static final Path DATA = Path.of("../../../shared/data/chat-templates");
    private static final Set<String> OURS = Set.of("messages", "tools", "add_generation_prompt");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-26T12:00:00Z"), ZoneOffset.UTC);

    @BeforeAll
    static void data() {
        assumeTrue(Files.isDirectory(DATA), "no golden templates at " + DATA.toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "system", "nogen", "think", "reason", "tools", "toolcall", "ten"})
    void givesTheGoldenPrompt(String context) throws Exception {
        var wrong = new ArrayList<String>();
        Map<?, ?> golden = json("expected.json");
        Map<?, ?> chat = map(json("contexts.json").get(context));
        for (Path template : templates()) {
            String name = String.valueOf(template.getFileName()).replace(".jinja", "");
            Map<?, ?> expected = map(golden.get(name + "|" + context));
            String got = render(template, chat);
            if (Boolean.TRUE.equals(expected.get("ok")) && !Objects.equals(expected.get("text"), got)) {
                wrong.add(name);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTemplateCanContinueAnAnswer() throws Exception {
        var wrong = new ArrayList<String>();
        for (Path template : templates()) {
            List<?> messages = List.of(
                    Map.of("role", "user", "content", "Q"), Map.of("role", "assistant", "content", "It is four "));
            var chat = new ChatPrompt(messages, null, Map.of(), false, true);
            try {
                String text = prompts(template, Map.of("bos_token", "<s>", "eos_token", "</s>"))
                        .render(chat)
                        .text();
                if (!text.stripTrailing().endsWith("It is four")) {
                    wrong.add(template + ": " + text);
                }
            } catch (PromptException e) {
                wrong.add(template + ": " + e.getMessage());
            }
        }
        assertThat(wrong).allMatch(one -> one.contains("functions' is undefined"));
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.list(DATA.resolve("templates"))) {
            return files.sorted().toList();
        }
    }

    private static Map<?, ?> json(String file) throws IOException {
        return map(PlainJson.read(Files.readAllBytes(DATA.resolve(file))));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static TemplatePrompts prompts(Path template, Map<String, ?> tokens) throws Exception {
        return TemplatePrompts.of(
                Map.of(TemplatePrompts.DEFAULT, Files.readString(template)), tokens, PromptOptions.DEFAULTS, CLOCK);
    }

    private static String render(Path template, Map<?, ?> context) throws Exception {
        var tokens = new LinkedHashMap<String, Object>();
        var variables = new LinkedHashMap<String, @Nullable Object>();
        context.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.endsWith("_token")) {
                tokens.put(name, Objects.requireNonNull(value));
            } else if (!OURS.contains(name)) {
                variables.put(name, value);
            }
        });
        var chat = new ChatPrompt(
                (List<?>) Objects.requireNonNull(context.get("messages")),
                (List<?>) context.get("tools"),
                variables,
                Boolean.TRUE.equals(context.get("add_generation_prompt")),
                false);
        try {
            return prompts(template, tokens).render(chat).text();
        } catch (PromptException e) {
            return "refused: " + e.getMessage();
        }
    }
}
