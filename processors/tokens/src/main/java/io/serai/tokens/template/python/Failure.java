package io.serai.tokens.template.python;

/** What Python would raise. Has no stack trace: the line of the template is what helps. */
public final class Failure extends RuntimeException {
    /** What became of the rendering. */
    public enum Kind {
        /** The template raised it on purpose. */
        RAISED,
        /** An operation that its values do not allow. */
        FAILED,
        /** A limit was reached. */
        LIMIT
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String error;
    private int line;

    private Failure(Kind kind, String error, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.error = error;
    }

    /** What {@code raise_exception} does. */
    public static Failure raised(String message) {
        return new Failure(Kind.RAISED, "TemplateError", message);
    }

    /** A limit was reached; the message says which. */
    public static Failure limit(String message) {
        return new Failure(Kind.LIMIT, "Limit", message);
    }

    /** An error of Python's class {@code error}. */
    public static Failure of(String error, String message) {
        return new Failure(Kind.FAILED, error, message);
    }

    static Failure type(String message) {
        return of("TypeError", message);
    }

    static Failure value(String message) {
        return of("ValueError", message);
    }

    /** What became of the rendering. */
    public Kind kind() {
        return kind;
    }

    /** Python's name of the error's class. */
    public String error() {
        return error;
    }

    /** Line of the template, 0 while unknown. */
    public int line() {
        return line;
    }

    /** Notes the line, unless an inner statement has already. */
    public void at(int statementLine) {
        if (line == 0) {
            line = statementLine;
        }
    }
}
