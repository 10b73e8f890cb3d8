package io.serai.gateway.cli;

import io.serai.tokens.json.PlainJson;
import io.serai.tokens.template.ChatTemplate;
import io.serai.tokens.template.TemplateException;
import io.serai.tokens.template.TemplateLimits;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code serai render}: what a chat template makes of its variables. */
final class RenderTool implements Tool {
    private static final String HELP = """
            usage: serai render --template FILE --context FILE [--now TIME] [--plain]
                   serai render --jsonl [--now TIME]

            Renders a chat template, as the engines do, and writes {"ok": true, "text": ...} or
            {"ok": false, "error": ...}. The context is a JSON object of the template's variables: messages, tools,
            add_generation_prompt, bos_token ... They reach the template as they are.

              --template FILE    the template (chat_template.jinja), or its text
              --context FILE     the variables, or their JSON; - reads the standard input
              --now TIME         what strftime_now tells, such as 2026-07-26T12:00:00 or 2026-07-26
              --plain            write the text alone
              --jsonl            read a case from each line of the standard input: {"template", "context"}, each a
                                 file's name or the thing itself
            """;

    /** Lines mostly share a few templates. */
    private static final int TEMPLATES_KEPT = 256;

    private final Map<String, ChatTemplate> compiled = new HashMap<>();

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--template"),
                ToolFlag.value("--context"),
                ToolFlag.value("--now"),
                ToolFlag.of("--plain"));
    }

    @Override
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException {
        if (!given.containsKey("template") || !given.containsKey("context")) {
            throw new CaseException("render needs --template FILE and --context FILE, or --jsonl");
        }
        return JsonValues.members("template", given.get("template"), "context", given.get("context"));
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException {
        String template = Cases.text(one, "template");
        if (template == null) {
            template = given.get("template");
        }
        if (template == null) {
            throw new CaseException("'template' is missing; give a file or the text of a template");
        }
        String now = Cases.text(one, "now");
        FixedTime time = FixedTime.parse(now == null ? given.get("now") : now);
        InstantSource clock = time == null ? InstantSource.system() : InstantSource.fixed(time.instant());
        ZoneId zone = time == null ? ZoneId.systemDefault() : time.zone();
        Map<String, @Nullable Object> context = context(one, given);
        try {
            return JsonValues.members(
                    "ok", true, "text", compiled(source(template)).render(context, clock, zone));
        } catch (TemplateException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    private static String source(String template) throws CaseException, IOException {
        if (Cases.existing(template) != null) {
            return Cases.content(template);
        }
        boolean name = !template.contains("{{") && !template.contains("{%") && template.endsWith(".jinja");
        return name ? Cases.content(template) : template;
    }

    private ChatTemplate compiled(String source) throws TemplateException {
        ChatTemplate known = compiled.get(source);
        if (known == null) {
            known = ChatTemplate.compile(source, TemplateLimits.DEFAULT);
            if (compiled.size() >= TEMPLATES_KEPT) {
                compiled.clear();
            }
            compiled.put(source, known);
        }
        return known;
    }

    private static Map<String, @Nullable Object> context(
            Map<String, ? extends @Nullable Object> one, Map<String, String> given) throws CaseException, IOException {
        Object context = one.get("context") == null ? given.get("context") : one.get("context");
        return switch (context) {
            case null -> throw new CaseException("'context' is missing; give an object of the template's variables");
            case Map<?, ?> variables -> Cases.typed(variables);
            case String json when json.strip().startsWith("{") -> Cases.object(json, "the context");
            case String dash
            when dash.equals("-") ->
                Cases.object(
                        new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), "the context");
            case String file -> Cases.object(Cases.content(file), file);
            default ->
                throw new CaseException(
                        "'context' is " + PlainJson.kind(context) + "; give an object, or a file's name");
        };
    }
}
