package io.serai.tokens.template;

/** A template cannot be compiled or rendered. */
public final class TemplateException extends Exception {
    /** What went wrong. */
    public enum Kind {
        /** The text is no template. */
        SYNTAX,
        /** The template called {@code raise_exception}; the message is the template's own, for the client. */
        RAISED,
        /** The template did what its values do not allow: an attribute of an undefined value, a sum of list and text. */
        FAILED,
        /** The template went beyond its {@link TemplateLimits}. */
        LIMIT
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int line;

    /** @param line line of the template, from 1; 0 where there is none */
    TemplateException(Kind kind, String message, int line) {
        super(message);
        this.kind = kind;
        this.line = line;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Line of the template, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }
}
