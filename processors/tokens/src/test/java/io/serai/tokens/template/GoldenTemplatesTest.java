package io.serai.tokens.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.tokens.json.PlainJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates of real models, each with ten conversations. */
class GoldenTemplatesTest {
    private static final Path FOLDER = Path.of("../../../shared/data/chat-templates");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-07-26T12:00:00Z"));

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(String file) throws Exception {
        return (Map<String, Map<String, Object>>)
                requireNonNull(PlainJson.read(Files.readAllBytes(FOLDER.resolve(file))));
    }

    @Test
    void everyConversationComesOutAsFromPython() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "no golden templates at " + FOLDER);
        var contexts = read("contexts.json");
        var differences = new ArrayList<String>();
        for (var expected : read("expected.json").entrySet()) {
            String template = expected.getKey().substring(0, expected.getKey().indexOf('|'));
            String context = expected.getKey().substring(template.length() + 1);
            String source = Files.readString(FOLDER.resolve("templates").resolve(template + ".jinja"));
            String difference = difference(source, requireNonNull(contexts.get(context)), expected.getValue());
            if (!difference.isEmpty()) {
                differences.add(expected.getKey() + ": " + difference);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String difference(String source, Map<String, Object> context, Map<String, Object> expected)
            throws TemplateException {
        ChatTemplate template = ChatTemplate.compile(source, TemplateLimits.DEFAULT);
        boolean renders = Boolean.TRUE.equals(expected.get("ok"));
        try {
            String text = template.render(context, CLOCK, ZoneOffset.UTC);
            return renders && text.equals(expected.get("text")) ? "" : "rendered " + text;
        } catch (TemplateException e) {
            String error = String.valueOf(expected.get("err"));
            boolean same = !renders && error.contains(lastPart(e));
            return same ? "" : "failed with " + e.getMessage() + " instead of " + error;
        }
    }

    /** What Python says, too: the message without line and class. */
    private static String lastPart(TemplateException e) {
        String message = String.valueOf(e.getMessage());
        return e.kind() == TemplateException.Kind.RAISED ? message : message.split(": ", 3)[2];
    }
}
