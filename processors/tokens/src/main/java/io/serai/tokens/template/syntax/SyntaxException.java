package io.serai.tokens.template.syntax;

/** The text is no template. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    public SyntaxException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** Line of the template, from 1. */
    public int line() {
        return line;
    }
}
