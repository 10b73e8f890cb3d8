package io.serai.tokens.prompt;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptException.Cause;
import io.serai.core.PromptRenderer;
import io.serai.core.RenderedPrompt;
import io.serai.tokens.template.ChatTemplate;
import io.serai.tokens.template.TemplateException;
import io.serai.tokens.template.TemplateLimits;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes prompts with a model's chat templates.
 *
 * <p>A request's {@code reasoning_effort} is to be among the chat's variables; {@code none} turns off what thinking the
 * template can turn off, unless another variable says otherwise.
 */
public final class TemplatePrompts implements PromptRenderer {
    /** Name of the template for chats without tools, and with them where there is no other. */
    public static final String DEFAULT = "default";
    /** Name of the template for chats with tools. */
    public static final String TOOL_USE = "tool_use";

    private static final List<String> OURS = List.of("messages", "tools");

    /** A compiled template with what its syntax tells. */
    private record Compiled(ChatTemplate template, TemplateShape shape, Toggles toggles) {}

    /** A chat on its way through one template. */
    private record Job(
            Compiled compiled, ChatPrompt chat, List<ChatMessage> messages, Map<String, @Nullable Object> context) {}

    private final Compiled plain;
    private final Compiled withTools;
    private final Map<String, ?> tokens;
    private final Clock clock;

    /** Whether the template adds arguments to text, so that they must be text: learnt from the first chat that failed. */
    private volatile boolean argumentsAsText;

    private TemplatePrompts(Compiled plain, Compiled withTools, Map<String, ?> tokens, Clock clock) {
        this.plain = plain;
        this.withTools = withTools;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Compiles a model's templates.
     *
     * @param templates by name; one without a {@link #DEFAULT} serves with its first
     * @param tokens    the special tokens that templates read: {@code bos_token}, {@code eos_token} ...
     * @throws TemplateException if a template is none
     */
    public static TemplatePrompts of(
            Map<String, String> templates, Map<String, ?> tokens, PromptOptions options, Clock clock)
            throws TemplateException {
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("no template is given; give one called '" + DEFAULT + "'");
        }
        String first = templates.values().iterator().next();
        Compiled plain = compile(templates.getOrDefault(DEFAULT, first), options);
        String tools = templates.get(TOOL_USE);
        return new TemplatePrompts(plain, tools == null ? plain : compile(tools, options), Map.copyOf(tokens), clock);
    }

    private static Compiled compile(String source, PromptOptions options) throws TemplateException {
        ChatTemplate template = ChatTemplate.compile(source, TemplateLimits.DEFAULT);
        return new Compiled(template, new TemplateShape(template, options), new Toggles(template.variables()));
    }

    @Override
    public RenderedPrompt render(ChatPrompt chat) throws PromptException {
        for (String name : OURS) {
            if (chat.variables().containsKey(name)) {
                throw new PromptException(
                        Cause.REFUSED, "chat_template_kwargs." + name + " is not allowed; send " + name + " itself");
            }
        }
        ChatReader.checkTools(chat.tools());
        List<ChatMessage> messages = ChatReader.messages(chat.messages());
        Compiled compiled = chat.tools() == null ? plain : withTools;
        var job = new Job(compiled, chat, messages, context(compiled, chat));
        boolean off = compiled.toggles.off(job.context);
        if (chat.continueLast()) {
            return continued(job, off);
        }
        String text = text(job, null);
        if (chat.addGenerationPrompt()) {
            return new RenderedPrompt(text, ReasoningStart.atEnd(text, off));
        }
        return new RenderedPrompt(text, off ? Reasoning.NONE : Reasoning.OUTPUT);
    }

    private Map<String, @Nullable Object> context(Compiled compiled, ChatPrompt chat) {
        var context = new LinkedHashMap<String, @Nullable Object>(tokens);
        context.put("tools", chat.tools());
        context.put("documents", null);
        context.put("add_generation_prompt", chat.addGenerationPrompt() && !chat.continueLast());
        context.putAll(chat.variables());
        compiled.toggles.apply(context);
        return context;
    }

    /** Renders a chat whose last message ends with a mark that no one else writes, and cuts there. */
    private RenderedPrompt continued(Job job, boolean off) throws PromptException {
        OpenEnd end = OpenEnd.of(job.messages.getLast());
        String text = text(job, end);
        String cut = end.cut(text);
        return new RenderedPrompt(cut, ReasoningStart.continued(cut, end.begin(cut), off));
    }

    /**
     * Renders; where the template chokes on what it was given, renders again with what older templates expect: arguments
     * as text, and no tools where others test for none.
     */
    private String text(Job job, @Nullable OpenEnd end) throws PromptException {
        boolean asText = argumentsAsText;
        try {
            return text(job, end, asText);
        } catch (TemplateException e) {
            if (e.kind() != TemplateException.Kind.FAILED) {
                throw wrapped(e);
            }
            String text = withoutAbsent(job.context) ? attempt(job, end, asText) : null;
            if (text == null
                    && !asText
                    && job.messages.stream()
                            .anyMatch(message -> !message.calls().isEmpty())) {
                text = attempt(job, end, true);
                argumentsAsText = text != null;
            }
            if (text == null) {
                throw wrapped(e);
            }
            return text;
        }
    }

    private static boolean withoutAbsent(Map<String, @Nullable Object> context) {
        return context.entrySet().removeIf(entry -> entry.getValue() == null);
    }

    private @Nullable String attempt(Job job, @Nullable OpenEnd end, boolean asText) throws PromptException {
        try {
            return text(job, end, asText);
        } catch (TemplateException _) {
            return null;
        }
    }

    private String text(Job job, @Nullable OpenEnd end, boolean asText) throws TemplateException, PromptException {
        List<Map<String, @Nullable Object>> shaped = job.compiled.shape.messages(job.messages, asText);
        if (end != null) {
            end.mark(shaped.getLast());
        }
        job.context.put("messages", shaped);
        return job.compiled.template.render(job.context, clock, clock.getZone());
    }

    private static PromptException wrapped(TemplateException e) {
        String message = String.valueOf(e.getMessage());
        if (e.kind() == TemplateException.Kind.RAISED) {
            return new PromptException(Cause.REFUSED, message);
        }
        String line = e.line() > 0 ? " in line " + e.line() : "";
        return new PromptException(Cause.TEMPLATE, "the chat template failed" + line + ": " + message);
    }
}
