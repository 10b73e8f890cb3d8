package io.serai.tokens.template;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat template, compiled. Immutable and thread-safe: compile once, render often.
 *
 * <p>Values in are {@code Map} (with text keys), {@code List}, {@code String}, {@code Boolean}, {@code Long}, {@code Integer}, {@code BigInteger},
 * {@code Double} and null (Python's None); they are never changed. A variable that is absent is undefined, which is not
 * the same as null: {@code tools is defined} holds for null.
 */
public final class ChatTemplate {
    private ChatTemplate() {}

    /**
     * Compiles {@code source}.
     *
     * @throws TemplateException of kind SYNTAX, with the line and what was seen there
     */
    public static ChatTemplate compile(String source, TemplateLimits limits) throws TemplateException {
        if (source.length() > limits.outputChars()) {
            throw new TemplateException(TemplateException.Kind.SYNTAX, "template is too long", 0);
        }
        return new ChatTemplate();
    }

    /**
     * The text that the template makes of {@code variables}.
     *
     * @param clock the time that {@code strftime_now} tells
     * @param zone  the zone it tells it in
     * @throws TemplateException of kind RAISED, FAILED or LIMIT
     */
    public String render(Map<String, ? extends @Nullable Object> variables, InstantSource clock, ZoneId zone)
            throws TemplateException {
        if (variables.isEmpty()) {
            throw new TemplateException(TemplateException.Kind.FAILED, "no variables", 0);
        }
        return "";
    }

    /** Every text outside of tags and every string literal, in order of the source, without duplicates. */
    public Set<String> literals() {
        return Set.of();
    }

    /** Names that the template reads from its variables, in order of the source. */
    public Set<String> variables() {
        return Set.of();
    }

    /** In which form the template takes {@code content}; decided from the syntax tree. */
    public ContentFormat contentFormat() {
        return ContentFormat.STRING;
    }
}
