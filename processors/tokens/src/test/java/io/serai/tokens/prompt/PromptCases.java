package io.serai.tokens.prompt;

import io.serai.core.ChatPrompt;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chats with the prompts that another implementation makes of them, one JSON object a line. */
public final class PromptCases {
    /** A chat and its prompt. */
    public record Case(String name, ChatPrompt chat, Map<String, ? extends @Nullable Object> raw, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private PromptCases() {}

    /** The cases of {@code resource}, beside {@code owner}. */
    public static Stream<Case> read(Class<?> owner, String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var cases = Stream.<Case>builder();
            for (String line : lines.lines().toList()) {
                cases.add(parse(line));
            }
            return cases.build();
        }
    }

    @SuppressWarnings("unchecked")
    private static Case parse(String line) throws IOException {
        var raw = (Map<String, @Nullable Object>) Objects.requireNonNull(PlainJson.read(line));
        var variables = (Map<String, @Nullable Object>) Objects.requireNonNull(raw.getOrDefault("variables", Map.of()));
        var chat = new ChatPrompt(
                (List<?>) Objects.requireNonNull(raw.get("messages")),
                (List<?>) raw.get("tools"),
                variables,
                true,
                false);
        return new Case(text(raw, "name"), chat, raw, text(raw, "expected"));
    }

    private static String text(Map<String, ? extends @Nullable Object> raw, String key) {
        return (String) Objects.requireNonNull(raw.get(key), key);
    }
}
