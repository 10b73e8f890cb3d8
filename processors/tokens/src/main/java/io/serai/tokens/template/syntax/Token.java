package io.serai.tokens.template.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a template.
 *
 * @param text  as written; of a string literal its value
 * @param value of a number literal its value
 */
record Token(Kind kind, String text, @Nullable Object value, int line) {
    enum Kind {
        DATA,
        PRINT_BEGIN,
        PRINT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        NUMBER,
        OPERATOR,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** How an error message names it. */
    String shown() {
        return switch (kind) {
            case DATA -> "text";
            case PRINT_BEGIN -> "'{{'";
            case PRINT_END -> "'}}'";
            case BLOCK_BEGIN -> "'{%'";
            case BLOCK_END -> "'%}'";
            case END -> "end of template";
            case STRING -> "a string";
            case NAME, NUMBER, OPERATOR -> "'" + text + "'";
        };
    }
}
