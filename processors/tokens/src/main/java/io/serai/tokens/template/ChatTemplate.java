package io.serai.tokens.template;

import io.serai.tokens.template.TemplateException.Kind;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.run.Program;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.SyntaxException;
import io.serai.tokens.template.syntax.TemplateParser;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat template, compiled. Immutable and thread-safe: compile once, render often.
 *
 * <p>Values in are {@code Map} (with text keys), {@code List}, {@code String}, {@code Boolean}, {@code Long},
 * {@code Integer}, {@code BigInteger}, {@code Double} and null (Python's None); they are never changed. A variable that is
 * absent is undefined, which is not the same as null: {@code tools is defined} holds for null.
 */
public final class ChatTemplate {
    private final Program program;
    private final TemplateLimits limits;
    private final Facts facts;

    private ChatTemplate(Program program, TemplateLimits limits, Facts facts) {
        this.program = program;
        this.limits = limits;
        this.facts = facts;
    }

    /**
     * Compiles {@code source}.
     *
     * @throws TemplateException of kind SYNTAX, with the line and what was seen there
     */
    public static ChatTemplate compile(String source, TemplateLimits limits) throws TemplateException {
        if (source.length() > limits.outputChars()) {
            String message = "template of %d characters; at most %d".formatted(source.length(), limits.outputChars());
            throw new TemplateException(Kind.SYNTAX, message, 0);
        }
        try {
            List<Stmt> tree = TemplateParser.parse(source);
            Program program = Program.of(tree);
            return new ChatTemplate(program, limits, Facts.of(tree, program.globals()));
        } catch (SyntaxException e) {
            throw new TemplateException(Kind.SYNTAX, "line " + e.line() + ": " + e.getMessage(), e.line());
        } catch (StackOverflowError e) {
            throw new TemplateException(Kind.SYNTAX, "template is nested too deeply", 0);
        }
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
        var meter = new Meter(limits.steps(), limits.outputChars(), limits.depth());
        try {
            return program.render(variables, meter, clock, zone);
        } catch (Failure e) {
            throw told(e);
        } catch (StackOverflowError e) {
            throw new TemplateException(Kind.LIMIT, "calls or values are nested too deeply", 0);
        }
    }

    private static TemplateException told(Failure failure) {
        String message = String.valueOf(failure.getMessage());
        String where = failure.line() == 0 ? "" : "line " + failure.line() + ": ";
        return switch (failure.kind()) {
            case RAISED -> new TemplateException(Kind.RAISED, message, failure.line());
            case LIMIT -> new TemplateException(Kind.LIMIT, where + message, failure.line());
            case FAILED -> new TemplateException(Kind.FAILED, where + failure.error() + ": " + message, failure.line());
        };
    }

    /** Every text outside of tags and every string literal, in order of the source, without duplicates. */
    public Set<String> literals() {
        return facts.literals();
    }

    /** Names that the template reads from its variables, in order of the source; {@code range} and its like are none. */
    public Set<String> variables() {
        return facts.variables();
    }

    /** In which form the template takes {@code content}; decided from the syntax tree. */
    public ContentFormat contentFormat() {
        return facts.contentFormat();
    }

    /**
     * The literal that the template sets {@code variable} to: {@code {% set thinking = false %}} or
     * {@code set thinking = thinking | default(false)}, also within an {@code if}. Null where it sets none.
     */
    public @Nullable Object setLiteral(String variable) {
        return facts.defaults().get(variable);
    }
}
